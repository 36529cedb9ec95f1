package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.flow.Dunning;
import io.relance.flow.Explaining;
import io.relance.flow.Explanation;
import io.relance.store.ExplainStore;
import io.relance.store.JournalStore;
import io.relance.store.Sql;
import io.relance.support.Dispatch;
import io.relance.support.FaultySmtp;
import io.relance.support.FaultySmtp.Fault;
import io.relance.support.FaultySmtp.Taken;
import io.relance.support.Kannel;
import io.relance.support.Parts;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DuplicateKeyException;

/** Debtors who were reminded by the shipped routes, have paid, and are thanked by them. */
class ThanksRouteTest {
  private static final String THANKS =
      "\nthanks: {within: 10, channels: [{email: thanks, to: billing}]}\n";
  private static final String POLICY = "routes/policies/courteous.yaml";
  private static final String ANY_TIME = "{email: always, sms: always, letter: always}";

  private final Clock clock = Clock.systemUTC();
  private final FaultySmtp relay = new FaultySmtp();
  @TempDir Path folder;
  private TestHome home;
  private House house;
  private Dispatch dispatch;

  @BeforeEach
  void home() {
    home =
        Dispatch.home(
                folder, TestDatabase.freshUrl(), relay.port(), "relance.mail.resend.seconds=1")
            .file(POLICY, TestHome.shipped(POLICY) + THANKS);
  }

  @AfterEach
  void close() {
    if (house != null) {
      house.close();
    }
    relay.close();
  }

  private void untilStates(Map<String, Long> states) {
    await().untilAsserted(() -> assertThat(dispatch.states()).isEqualTo(states));
  }

  /** So many debtors were reminded and have paid; then a run. */
  private Hub reminded(int debtors) {
    house = House.open(Home.at(folder), clock, Map.of());
    dispatch = new Dispatch(house.database(), clock).queue(1, debtors).by("email");
    Hub hub = Hub.start(house, "n1");
    assertThat(hub.refused()).isEmpty();
    untilStates(Map.of("sent", (long) debtors));
    now(Sql.of("thanks-paid"));
    return hub;
  }

  private static void run(Hub hub) {
    hub.bean("dunning", Dunning.class).runAll("schedule");
  }

  private void now(String sql) {
    house.database().jdbc().sql(sql).update();
  }

  private String one(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).single();
  }

  @Test
  void eachIsThankedOnceHoweverOftenTheHubRuns() {
    try (Hub hub = reminded(3)) {
      run(hub);
      untilStates(Map.of("sent", 6L));
      run(hub);
      now("update account_state set review_on = '-infinity'");
      run(hub);
      assertThat(dispatch.states()).isEqualTo(Map.of("sent", 6L));
    }

    assertThat(relay.taken()).hasSize(6);
    assertThat(dispatch.act("D1", "purpose")).isEqualTo("paid");
    assertThat(dispatch.act("D1", "asked")).isEqualTo("0.000");
    assertThat(one("select count(*) from step where level = 0 and taken")).isEqualTo("3");
    assertThat(one("select string_agg(distinct level || policy, ' ') from item"))
        .as("thanks reach no level")
        .isEqualTo("2classic");
    assertThat(one("select string_agg(distinct contacts::text, ' ') from account_state"))
        .as("thanks are no reminder")
        .isEqualTo("1");
    assertThat(one("select bool_and(last_contact > current_date - 2) from account_state"))
        .as("but a contact")
        .isEqualTo("t");
    assertThat(one("select count(*) from writeback where kind = 'note' and data like '%\"paid\"%'"))
        .isEqualTo("3");
    assertThat(one("select count(*) from journal where kind = 'act sent'")).isEqualTo("6");
    assertThat(new JournalStore(house.database()).verify()).isEmpty();
  }

  @Test
  void aLetterAndATextThankAsWell() throws IOException {
    Parts.need("/usr/sbin/smsbox", "kannel");
    Parts.need("/usr/lib/kannel/test/fakesmsc", "kannel-extras");
    try (Kannel kannel = Kannel.start(folder.resolve("kannel"), "http://127.0.0.1:1/")) {
      home.settings(kannel.settings().toArray(String[]::new))
          .file("routes/send-letter.camel.yaml", TestHome.shipped("routes/send-letter.camel.yaml"))
          .file("routes/send-sms.camel.yaml", TestHome.shipped("routes/send-sms.camel.yaml"))
          .file(
              POLICY,
              TestHome.shipped(POLICY).replace("{email: always}", ANY_TIME)
                  + THANKS.replace("{email", "{letter: thanks, to: billing}, {sms"));
      try (Hub hub = reminded(1)) {
        run(hub);
        untilStates(Map.of("sent", 3L));
        now("update account_state set review_on = '-infinity'");
        run(hub);
        assertThat(dispatch.states()).isEqualTo(Map.of("sent", 3L));
        await().until(() -> !kannel.got().isEmpty());
      }

      assertThat(kannel.got())
          .singleElement()
          .satisfies(
              got -> {
                assertThat(got.to()).isEqualTo("+33612000001");
                assertThat(got.text())
                    .isEqualTo(
                        "Ateliers Lumière : bonjour, tout est en ordre à ce jour, merci. Nos derniers messages sont sans objet.");
              });
    }
    assertThat(letter())
        .contains("Facture INV-D1 : règlement reçu, merci", "d’un montant de 120,00 €")
        .doesNotContain("IBAN", "Montant à régler", "retard");
    assertThat(relay.taken()).as("the reminder").hasSize(1);
  }

  /** The only one in the print folder, on one line. */
  private String letter() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("var/letters"))) {
      List<Path> letters = files.filter(file -> file.toString().endsWith(".pdf")).toList();
      assertThat(letters).hasSize(1);
      try (PDDocument pdf = Loader.loadPDF(letters.get(0).toFile())) {
        return new PDFTextStripper().getText(pdf).replaceAll("[\\s\u00a0\u202f]+", " ");
      }
    }
  }

  @Test
  void itIsExplained() {
    try (Hub hub = reminded(1)) {
      run(hub);
      untilStates(Map.of("sent", 2L));
    }

    Explaining explaining = new Explaining(new ExplainStore(house.database()), clock);
    Explanation told = explaining.of("INV-D1", Locale.ENGLISH).get(0);
    assertThat(told.items().get(0).reasons())
        .extracting(Explanation.ItemInterval::why)
        .last()
        .asString()
        .startsWith("thanks: 1 item reminded of and paid, 120.00 EUR; last payment on");
    assertThat(told.decisions()).extracting(Explanation.Interval::reason).contains("thanks");
    assertThat(told.acts())
        .last()
        .satisfies(
            act -> {
              assertThat(act.levelName()).isEqualTo("Thanks");
              assertThat(act.items()).containsExactly("INV-D1");
            });
  }

  @Test
  void whatANodeDiedOverIsSentAgainOnceWithTheSameBytes() {
    try (Hub hub = reminded(2)) {
      relay.fault(relay.taken().size() + 1, Fault.CUT_AFTER_TAKING);
      run(hub);
      untilStates(Map.of("sent", 4L));
    }

    assertThat(relay.taken()).hasSize(5);
    assertThat(one("select count(*) from journal where kind = 'act resending'")).isEqualTo("1");
    Map<String, List<Taken>> thanked =
        relay.taken().stream()
            .skip(2)
            .collect(java.util.stream.Collectors.groupingBy(Taken::recipient));
    assertThat(thanked).hasSize(2);
    assertThat(thanked.values())
        .filteredOn(copies -> copies.size() == 2)
        .singleElement()
        .satisfies(copies -> assertThat(copies.get(0).bytes()).isEqualTo(copies.get(1).bytes()));
  }

  @Test
  void whatWasTakenBackIsNotThankedForAgain() {
    try (Hub hub = reminded(1)) {
      run(hub);
      untilStates(Map.of("sent", 2L));
      now("update act set state = 'uncertain', resends = 0, sending_at = now() where level = 0");
      now("update item set open = 120, cycle = 2, level = 0, settled_at = null");
      await().untilAsserted(() -> assertThat(dispatch.act("D1", "resends")).isEqualTo("1"));
      assertThat(dispatch.act("D1", "cause")).contains("not sent again");
    }
    assertThat(relay.taken()).hasSize(2);
  }

  @Test
  void whoCannotBeAddressedIsNotThankedAndNobodyIsAlarmed() {
    try (Hub hub = reminded(1)) {
      now("update contact set email = 'boss@lumiere.example'");
      now("update company set email = 'boss@lumiere.example'");
      run(hub);
      untilStates(Map.of("sent", 1L, "dead", 1L));
      assertThat(dispatch.act("D1", "cause")).contains("belongs to the creditor");
      assertThat(one("select count(*) from alert")).isEqualTo("0");
      assertThat(one("select count(*) from unreachable")).isEqualTo("0");
      now("update account_state set review_on = '-infinity'");
      run(hub);
      assertThat(dispatch.states()).isEqualTo(Map.of("sent", 1L, "dead", 1L));
    }

    assertThat(relay.taken()).hasSize(1);
  }

  @Test
  void theDatabaseKeepsASecondPolicyFromThankingForTheSameItem() {
    try (Hub hub = reminded(1)) {
      run(hub);
      untilStates(Map.of("sent", 2L));
    }
    assertThatThrownBy(
            () ->
                now(
                    "insert into step select item_id, 'other', cycle, level, occurrence, channel, role, act_id from step where level = 0"))
        .isInstanceOf(DuplicateKeyException.class)
        .hasMessageContaining("step_thanks");
  }
}
