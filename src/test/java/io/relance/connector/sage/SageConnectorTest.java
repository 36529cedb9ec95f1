package io.relance.connector.sage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.demo.SageLedger;
import io.relance.demo.SageLedger.Carry;
import io.relance.demo.SageLedger.Entry;
import io.relance.demo.SimulatedSage100;
import io.relance.demo.SimulatedSage100.Version;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The SQL connector against a simulated Sage 100, over a socket, as the login that may SELECT. */
class SageConnectorTest {
  private static final LocalDate DAY = LocalDate.of(2026, 9, 1);

  /** The server's clock; a test moves it on. */
  private static final class Ticking extends Clock {
    private Instant now = Instant.parse("2026-11-22T08:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }

  private final Ticking clock = new Ticking();
  private SimulatedSage100 sage = SimulatedSage100.start(Version.RECENT, clock);

  @AfterEach
  void stop() {
    sage.close();
  }

  private SageLedger carat() {
    SageLedger ledger = sage.ledger();
    ledger.company("Atelier Lumière SARL", "81234567800015", "FR32812345678", 2024);
    ledger.party(
        "CARAT",
        "Carat SARL",
        0,
        Map.of("CT_EMail", "compta@carat.example", "CT_Siret", "73282932000074"));
    return ledger;
  }

  @ParameterizedTest
  @EnumSource(Version.class)
  void theCheckedCaseLeavesSevenHundred(Version version) throws Exception {
    sage.close();
    sage = SimulatedSage100.start(version, clock);
    SageLedger ledger = carat();
    LocalDate year = LocalDate.of(2026, 1, 1);
    ledger.sale("CARAT", "FA31", LocalDate.of(2025, 11, 10), LocalDate.of(2025, 12, 10), "1000");
    ledger.openYear(year, Carry.DETAIL);
    long brought = ledger.rows("F_ECRITUREC").size();
    long paid = ledger.receipt("CARAT", "VIR1", LocalDate.of(2026, 1, 20), "300");
    ledger.letter("a", brought, paid);
    ledger.letter(
        "B",
        ledger.sale("CARAT", "FA40", DAY, DAY.plusDays(30), "50"),
        ledger.receipt("CARAT", "VIR2", DAY.plusDays(9), "50"));
    situation(ledger, "CARAT");
    ledger.party("ACME", "Acme fournisseur", 1, Map.of());
    ledger.sale("ACME", "X1", DAY, DAY, "999");
    ledger.creditNote("CARAT", "AV1", DAY, "100");
    try (SageStreet street = SageStreet.to(sage, Map.of()).sweep()) {
      assertThat(street.open()).containsExactlyInAnyOrder("FA31 700.00", "AV1 -100.00");
      assertThat(street.record("item", street.key("FA31")).path("issued").asText())
          .isEqualTo("2025-11-10");
      assertThat(street.record("debtor", "CARAT").path("siren").asText()).isEqualTo("732829320");
      assertThat(street.records("payment"))
          .extracting(payment -> payment.path("amount").asText())
          .containsExactlyInAnyOrder("300.00", "50.00");
      assertThat(street.lastClose())
          .containsEntry("items", 2L)
          .containsEntry("totals", Map.of("EUR", "600.00"))
          .containsEntry("clock", "2026-11-22T08:00:00Z")
          .containsEntry("mark", "2026-11-22");
      assertThat(street.lastClose().get("identity").toString())
          .endsWith("Atelier Lumière SARL 81234567800015");
    }
  }

  private static void situation(SageLedger ledger, String party) {
    ledger.post(
        new Entry("4110000", party, "SIT", DAY, "S1", "S1", DAY, new BigDecimal("777"), 0, null));
  }

  @Test
  void anOpeningMadeAgainKeepsEveryKey() throws Exception {
    SageLedger ledger = carat();
    ledger.sale("CARAT", "FA1", LocalDate.of(2025, 10, 1), LocalDate.of(2025, 11, 1), "10");
    ledger.sale("CARAT", "FA2", LocalDate.of(2025, 10, 1), LocalDate.of(2025, 11, 1), "20");
    ledger.openYear(LocalDate.of(2026, 1, 1), Carry.DETAIL);
    try (SageStreet street = SageStreet.to(sage, Map.of()).sweep()) {
      List<String> before = street.records("item").stream().map(Object::toString).sorted().toList();
      ledger.regenerate(LocalDate.of(2026, 1, 1));
      street.sweep();
      assertThat(street.records("item").stream().map(Object::toString).sorted()).isEqualTo(before);
    }
  }

  @Test
  void aDeltaBringsWhatWasTouchedSinceAndSaysWhatIsPaid() throws Exception {
    SageLedger ledger = carat();
    ledger.party("BETA", "Beta SA", 0, Map.of());
    final long one = ledger.sale("CARAT", "FA1", DAY, DAY.plusDays(30), "100");
    ledger.sale("CARAT", "FA2", DAY, DAY.plusDays(60), "200");
    ledger.sale("BETA", "FA3", DAY, DAY.plusDays(30), "300");
    clock.now = clock.now.plus(Duration.ofHours(1));
    try (SageStreet street = SageStreet.to(sage, Map.of()).sweep()) {
      String cursor = street.lastClose().get("cursor").toString();
      clock.now = clock.now.plus(Duration.ofHours(1));
      ledger.letter("A", one, ledger.receipt("CARAT", "VIR", DAY.plusDays(40), "100"));
      street.run("delta", null, Map.of("cursor", cursor, "known", cursor));
      assertThat(street.records("debtor")).hasSize(1);
      assertThat(street.record("item", street.key("FA1")).path("open").asText()).isEqualTo("0");
      assertThat(street.open()).containsExactly("FA2 200.00");
      assertThat(street.records("payment"))
          .singleElement()
          .satisfies(
              payment -> assertThat(payment.path("paidOn").asText()).isEqualTo("2026-10-11"));
    }
  }

  @Test
  void aDeltaTellsWhatSomebodyElsesLineSettled() throws Exception {
    SageLedger ledger = carat();
    long one = ledger.sale("CARAT", "FA1", DAY, DAY.plusDays(30), "100");
    long two = ledger.sale("CARAT", "FA2", DAY, DAY.plusDays(60), "100");
    ledger.letter("a", one, two, ledger.receipt("CARAT", "VIR1", DAY.plusDays(40), "50"));
    clock.now = clock.now.plus(Duration.ofHours(1));
    try (SageStreet street = SageStreet.to(sage, Map.of()).sweep()) {
      String key = street.key("FA1");
      assertThat(street.open()).containsExactlyInAnyOrder("FA1 50.00", "FA2 100.00");
      String cursor = street.lastClose().get("cursor").toString();
      clock.now = clock.now.plus(Duration.ofHours(1));
      ledger.letter("a", ledger.receipt("CARAT", "VIR2", DAY.plusDays(50), "60"));
      street.run("delta", null, Map.of("cursor", cursor, "known", cursor));
      assertThat(street.record("item", key).path("open").asText()).isEqualTo("0.00");
      assertThat(street.open()).containsExactly("FA2 90.00");
    }
  }

  @Test
  void aReReadAnswersWhatIsOwedNowAndWhatWasPaid() throws Exception {
    SageLedger ledger = carat();
    long one = ledger.sale("CARAT", "FA1", DAY, DAY.plusDays(30), "100");
    long two = ledger.sale("CARAT", "FA2", DAY, DAY.plusDays(30), "200");
    ledger.sale("CARAT", "FA3", DAY, DAY.plusDays(30), "300");
    try (SageStreet street = SageStreet.to(sage, Map.of()).sweep()) {
      List<String> keys = List.of(street.key("FA1"), street.key("FA2"), "GHOST|411|F9|-|D|1");
      ledger.letter("A", one, ledger.receipt("CARAT", "VIR", DAY.plusDays(40), "100"));
      ledger.letter("a", two, ledger.receipt("CARAT", "VIR", DAY.plusDays(40), "50"));
      assertThat(street.recheck(keys)).containsExactlyInAnyOrder("FA1 0", "FA2 150.00");
    }
  }

  @Test
  void whoDoesNotAddUpIsHeldWithTheReason() throws Exception {
    SageLedger ledger = carat();
    ledger.party("BETA", "Beta SA", 0, Map.of());
    ledger.sale("BETA", "FB1", DAY, DAY.plusDays(30), "1");
    ledger.sale("CARAT", "FA1", LocalDate.of(2025, 10, 1), LocalDate.of(2025, 11, 1), "10");
    ledger.openYear(LocalDate.of(2026, 1, 1), Carry.DETAIL);
    ledger.sale("CARAT", "TARD", LocalDate.of(2025, 12, 30), LocalDate.of(2026, 1, 30), "77");
    try (SageStreet street = SageStreet.to(sage, Map.of()).sweep()) {
      assertThat(street.record("debtor", "CARAT").path("dispute").asBoolean()).isTrue();
      assertThat(street.record("debtor", "CARAT").path("tags").toString())
          .contains("opens with 10.00, the year before ended with 87.00");
      assertThat(street.record("item", street.key("FA1")).path("status").asText())
          .startsWith("held: ");
      assertThat(street.record("debtor", "BETA").path("dispute").asBoolean()).isFalse();
    }
  }

  @Test
  void remindersOfSageAndWhoIsNotToBeReminded() throws Exception {
    SageLedger ledger = carat();
    ledger.party("VIP", "Intouchable SA", 0, Map.of("CT_NotRappel", 1));
    ledger.party("DORT", "Dormeur SA", 0, Map.of("CT_Sommeil", 1, "CT_NumPayeur", "CARAT"));
    ledger.remind(
        ledger.sale("CARAT", "FA1", DAY, DAY.plusDays(9), "10"), 2, LocalDate.of(2026, 10, 5));
    ledger.sale("VIP", "FA2", DAY, null, "10");
    ledger.sale("DORT", "FA3", DAY, DAY.plusDays(9), "10");
    try (SageStreet street = SageStreet.to(sage, Map.of()).sweep()) {
      assertThat(street.record("item", street.key("FA1")).path("nativeLevel").asInt()).isEqualTo(2);
      assertThat(street.record("item", street.key("FA1")).path("nativeOn").asText())
          .isEqualTo("2026-10-05");
      assertThat(street.record("debtor", "VIP").path("excluded").asBoolean()).isTrue();
      assertThat(street.record("debtor", "DORT").path("excluded").asBoolean()).isTrue();
      assertThat(street.record("debtor", "DORT").path("payerKey").asText()).isEqualTo("CARAT");
      assertThat(street.record("item", street.key("FA2")).path("due").asText())
          .isEqualTo("2026-10-01"); // 30 days, for none was entered
    }
  }

  @Test
  void foreignAndDoubtfulAndBillsAndQuotes() throws Exception {
    SageLedger ledger = carat();
    long usd = foreign(ledger, "VEN", "US1", "90", "100");
    ledger.letterInCurrency("A", usd, foreign(ledger, "BQ1", "VIR", "-93.50", "-100"));
    foreign(ledger, "VEN", "US2", "45", "50");
    entry(ledger, "4130000", "LCR1", "60");
    entry(ledger, "4160000", "DOUT1", "70");
    entry(ledger, "4190000", "ACPT", "-80");
    ledger.party("DEVIS", "Prospect SA", 0, Map.of());
    ledger.quote("DE7", "DEVIS", DAY, new BigDecimal("1234.5"));
    try (SageStreet street = SageStreet.to(sage, Map.of("pageSize", "2")).sweep()) {
      assertThat(street.open()).containsExactlyInAnyOrder("US2 50.00", "LCR1 60.00", "DOUT1 70.00");
      assertThat(street.record("item", street.key("US2")).path("currency").asText())
          .isEqualTo("USD");
      assertThat(street.record("quote", "DE7").path("amount").asText()).isEqualTo("1234.50");
      assertThat(street.record("debtor", "DEVIS").path("name").asText()).isEqualTo("Prospect SA");
    }
  }

  private static long foreign(
      SageLedger ledger, String journal, String number, String local, String own) {
    return ledger.post(
        new Entry(
            "4110000",
            "CARAT",
            journal,
            DAY,
            number,
            number,
            DAY.plusDays(30),
            new BigDecimal(local),
            2,
            new BigDecimal(own)));
  }

  private static void entry(SageLedger ledger, String account, String number, String amount) {
    ledger.post(
        new Entry(
            account, "CARAT", "OD", DAY, number, number, DAY, new BigDecimal(amount), 0, null));
  }

  @Test
  void whatMovesDuringTheReadingIsReadAgain() throws Exception {
    SageLedger ledger = carat();
    ledger.party("ZETA", "Zeta SA", 0, Map.of());
    long one = ledger.sale("CARAT", "FA1", DAY, DAY.plusDays(30), "100");
    ledger.sale("ZETA", "FZ1", DAY, DAY.plusDays(30), "5");
    try (SageStreet street =
        SageStreet.to(sage, Map.of())
            .meanwhile(() -> {})
            .meanwhile(() -> ledger.letter("a", one, ledger.receipt("CARAT", "VIR", DAY, "40")))
            .sweep()) {
      assertThat(street.open()).containsExactlyInAnyOrder("FA1 60.00", "FZ1 5.00");
      assertThat(street.lastClose()).containsEntry("totals", Map.of("EUR", "65.00"));
    }
  }

  @Test
  void aReadingKilledInTheMiddleClosesNothingAndTheNextIsWhole() throws Exception {
    SageLedger ledger = carat();
    for (int i = 0; i < 30; i++) {
      ledger.party("C" + i, "Client " + i, 0, Map.of());
      ledger.sale("C" + i, "F" + i, DAY, DAY.plusDays(30), "10");
    }
    try (SageStreet street = SageStreet.to(sage, Map.of("pageSize", "4"))) {
      for (int stop = 0; stop < 10; stop += 3) {
        street.killedAfter(stop);
        assertThatThrownBy(street::sweep).hasStackTraceContaining("the hub is killed here");
        assertThat(street.isClosed()).isFalse();
      }
      assertThat(street.sweep().open()).hasSize(30);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "alter table F_COMPTET drop column CT_NotRappel,DRIFT,F_COMPTET.CT_NotRappel",
    "alter table F_ECRITUREC drop column EC_Lettrage,DRIFT,F_ECRITUREC.EC_Lettrage",
    "drop table F_DOCENTETE,DRIFT,quotes=false",
    "delete from F_JOURNAUX,DRIFT,journal 'VEN'",
    "update F_JOURNAUX set JO_Type = 9,DRIFT,journal type 9",
    "update F_ECRITUREC set EC_ANType = 7,DRIFT,carry-forward type 7",
    "update F_ECRITUREC set JM_Date = null,DRIFT,has no period",
    "delete from P_DOSSIER,MISCONFIGURED,P_DOSSIER is empty",
    "delete from F_COMPTET,LIES,third parties that are not there",
    "update F_ECRITUREC set N_Devise = 9 ; update F_ECRITUREC set EC_Devise = 1,MISCONFIGURED,currencies=9=USD",
  })
  void whatIsMissingIsNamed(String change, Kind kind, String said) throws Exception {
    SageLedger ledger = carat();
    ledger.sale("CARAT", "FA1", DAY, DAY.plusDays(30), "100");
    for (String one : change.split(";")) {
      sage.execute(one);
    }
    try (SageStreet street = SageStreet.to(sage, Map.of())) {
      assertTrouble(street, kind, said);
    }
  }

  @Test
  void optionalColumnsMayBeAbsent() throws Exception {
    SageLedger ledger = carat();
    ledger.sale("CARAT", "FA1", DAY, DAY.plusDays(30), "100");
    sage.execute("alter table F_COMPTET drop column CT_LangueISO2");
    sage.execute("alter table P_DEVISE drop column D_CodeISO");
    try (SageStreet street = SageStreet.to(sage, Map.of())) {
      assertThat(street.sweep().open()).containsExactly("FA1 100.00");
    }
  }

  @Test
  void troublesSayWhatToDo() throws Exception {
    carat();
    try (SageStreet street = SageStreet.to(sage, Map.of("password", "wrong"))) {
      assertTrouble(street, Kind.REFUSED, "check the source's user and password");
    }
    sage.revoke("F_CONTACTT");
    try (SageStreet street = SageStreet.to(sage, Map.of())) {
      assertTrouble(street, Kind.MISCONFIGURED, "give the login SELECT");
    }
  }

  @Test
  void aServerThatIsAwayIsTriedAgain() throws Exception {
    SageLedger ledger = carat();
    ledger.sale("CARAT", "FA1", DAY, DAY.plusDays(30), "100");
    try (SageStreet street = SageStreet.to(sage, Map.of("timeoutSeconds", "2")).sweep()) {
      sage.disconnect();
      assertTrouble(street, Kind.UNREACHABLE, "tried again");
      sage.reconnect();
      sage.hang();
      assertTrouble(street, Kind.UNREACHABLE, "tried again");
      sage.reconnect(); // the pool finds out by itself which of its connections are dead
      await()
          .atMost(Duration.ofMinutes(1))
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(street.sweep().open()).containsExactly("FA1 100.00"));
    }
  }

  @Test
  void anOlderCopyIsToldFromADeletedLine() throws Exception {
    SageLedger ledger = carat();
    ledger.sale("CARAT", "FA1", DAY, DAY.plusDays(30), "100");
    long two = ledger.sale("CARAT", "FA2", DAY, DAY.plusDays(30), "200");
    try (SageStreet street = SageStreet.to(sage, Map.of()).sweep()) {
      Map<String, Object> known = Map.of("known", street.lastClose().get("cursor"));
      ledger.delete("F_ECRITUREC", two);
      street.run("sweep", null, known);
      assertThat(street.open()).containsExactly("FA1 100.00");
      sage.execute("update F_ECRITUREC set cbModification = '2026-11-01 10:00:00'");
      assertThatThrownBy(() -> street.run("sweep", null, known))
          .isInstanceOfSatisfying(
              SourceTrouble.class, t -> assertThat(t.kind()).isEqualTo(Kind.OLDER));
    }
  }

  @Test
  void theProbeSaysWhoWeAre() throws Exception {
    carat();
    try (SageStreet street = SageStreet.to(sage, Map.of())) {
      assertThat((Map<?, ?>) street.run("probe", null, Map.of()))
          .hasToString(street.run("probe", null, Map.of()).toString())
          .extracting("user", "version")
          .asList()
          .satisfiesExactly(
              user -> assertThat(user.toString()).isEqualToIgnoringCase("lecture"),
              version -> assertThat(version).isEqualTo("Sage 100, titles of 69"));
    }
  }

  @Test
  void everyStatementIsOneSelect() throws Exception {
    try (Stream<Path> files = Files.list(Path.of("connectors/sage/sql"))) {
      List<Path> all = files.toList();
      assertThat(all).hasSizeGreaterThan(10);
      for (Path file : all) {
        String sql =
            String.join(
                " ",
                Files.readAllLines(file).stream()
                    .filter(l -> !l.strip().startsWith("--"))
                    .toList());
        assertThat(sql.toLowerCase(java.util.Locale.ROOT).strip())
            .as("%s", file)
            .startsWith("select ")
            .doesNotContain(";")
            .doesNotContainPattern(
                "\\b(insert|update|delete|merge|into|exec|execute|drop|alter|create|truncate|grant)\\b");
      }
    }
  }

  @Test
  void itsLoginMayNotWriteAndNeverTries() throws Exception {
    SageLedger ledger = carat();
    ledger.sale("CARAT", "FA1", DAY, DAY.plusDays(30), "100");
    String before = ledger.rows("F_ECRITUREC").toString();
    try (SageStreet street = SageStreet.to(sage, Map.of()).sweep()) {
      String cursor = street.lastClose().get("cursor").toString();
      String key = street.key("FA1");
      street.run("delta", null, Map.of("cursor", cursor));
      street.recheck(List.of(key));
      street.run("probe", null, Map.of());
    }
    assertThat(ledger.rows("F_ECRITUREC")).hasToString(before);
    assertThatThrownBy(
            () -> {
              try (var mine =
                  java.sql.DriverManager.getConnection(sage.url(), sage.user(), sage.password())) {
                mine.createStatement().execute("update F_ECRITUREC set EC_Rappel = 1");
              }
            })
        .hasMessageContaining("Not enough rights");
  }

  private static void assertTrouble(SageStreet street, Kind kind, String said) {
    assertThatThrownBy(street::sweep)
        .isInstanceOfSatisfying(
            SourceTrouble.class,
            trouble -> {
              assertThat(trouble).hasMessageContaining(said);
              assertThat(trouble.kind()).isEqualTo(kind);
            });
    assertThat(street.isClosed()).isFalse();
  }
}
