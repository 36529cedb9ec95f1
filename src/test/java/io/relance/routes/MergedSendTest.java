package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Rooms;
import io.relance.settings.Mistakes;
import io.relance.store.JournalStore;
import io.relance.store.OutwardStore;
import io.relance.store.OutwardStore.Mode;
import io.relance.store.OutwardStore.Outward;
import io.relance.support.Dispatch;
import io.relance.support.FaultySmtp;
import io.relance.support.FaultySmtp.Fault;
import io.relance.support.FaultySmtp.Taken;
import io.relance.support.Feeding;
import io.relance.support.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What leaves for a debtor whom acme/1 and sage/SOC know, by the shipped route. */
class MergedSendTest {
  private final Clock clock = Clock.systemUTC();
  private final LocalDate today = LocalDate.now(clock.withZone(ZoneId.of("Europe/Paris")));
  private final FaultySmtp relay = new FaultySmtp();
  @TempDir Path folder;
  private House house;

  @BeforeEach
  void fill() {
    Dispatch.home(
        folder,
        TestDatabase.freshUrl(),
        relay.port(),
        "relance.mail.resend.seconds=1",
        "relance.source.sage.connector=still",
        "relance.source.sage.companies=SOC",
        "relance.merge.one=acme/1, sage/SOC");
    house = House.open(Home.at(folder), clock, Map.of());
    feed("acme", "1", "A");
    feed("sage", "SOC", "S");
    now("update company set name = 'Lumière', email = 'compta@lumiere.example'");
  }

  private void feed(String source, String key, String prefix) {
    new Feeding(house.database(), source, key)
        .later(Duration.between(Feeding.NOON, clock.instant()))
        .debtor("D1", "\"siren\":\"732829320\",\"reference\":\"REF-" + prefix + "\"")
        .item(prefix + "1", "D1", "EUR", "100", today.minusDays(9).toString())
        .pull();
    long company = Long.parseLong(one("select max(id) from company"));
    new OutwardStore(house.database(), new JournalStore(house.database()), clock)
        .set(company, new Outward(Mode.ON, null), "claire");
  }

  @AfterEach
  void close() {
    house.close();
    relay.close();
  }

  private void plan() {
    var dunning = Rooms.of(house).dunning();
    List.of(1L, 2L).forEach(company -> dunning.run(company, today, "schedule"));
  }

  @Test
  void oneMessageListsWhatBothAreOwedUnderTheirReferences() {
    merge();
    plan();
    try (Hub hub = start()) {
      await().until(() -> states().equals("sent"));
    }
    assertThat(relay.taken()).hasSize(1);
    assertThat(new String(relay.taken().get(0).bytes(), StandardCharsets.UTF_8))
        .contains("INV-A1", "REF-A", "INV-S1", "REF-S");
    assertThat(list("select source || ' ' || target from writeback where kind = 'note' order by 1"))
        .containsExactly("acme INV-A1", "sage INV-S1");
    assertThat(list("select contacts::text from account_state")).containsExactly("1", "1");
    assertThat(list("select level::text from item")).containsExactly("2", "2");
  }

  @Test
  void whatAnyOfItsCompaniesForbidsWaits() {
    merge();
    plan();
    now("update feed set paused = true where company_id = 2");
    try (Hub hub = start()) {
      for (String next :
          List.of(
              "update feed set paused = false, doubted = true where company_id = 2",
              "update feed set doubted = false, read_at = now() - interval '27 hours', swept_at = now() - interval '27 hours' where company_id = 2",
              "update outward set mode = 'canary', argument = 'D9' where company_id = 2")) {
        await().during(Duration.ofMillis(1_500)).until(() -> states().equals("queued"));
        now(next);
      }
      now("update feed set read_at = now(), swept_at = now() where company_id = 2");
      await().during(Duration.ofMillis(1_500)).until(() -> states().equals("queued"));
      now("update outward set argument = 'D1' where company_id = 2");
      await().until(() -> states().equals("sent"));
    }
  }

  @Test
  void whatWasNotReadAgainDoesNotLeave() {
    now("update item set due = due + 8 where key = 'S1'");
    plan();
    merge();
    try (Hub hub = start()) {
      await().until(() -> states().equals("cancelled"));
      assertThat(one("select cause from act"))
          .isEqualTo("its debtor was linked with others meanwhile");
      plan();
      await().until(() -> states().equals("cancelled sent"));
    }
    assertThat(one("select asked::text from act where state = 'sent'")).isEqualTo("200.000");
  }

  @Test
  void whoWasLinkedAfterThePlanIsDecidedAgainWithAllOfIt() {
    plan();
    merge();
    try (Hub hub = start()) {
      await().until(() -> states().equals("cancelled cancelled"));
      assertThat(list("select cause from act order by id")).contains("decided again: together");
      plan();
      await().until(() -> states().equals("cancelled cancelled sent"));
    }
    assertThat(relay.taken()).hasSize(1);
    assertThat(one("select asked::text from act where state = 'sent'")).isEqualTo("200.000");
  }

  @Test
  void whoWasTakenApartAfterThePlanIsAskedForHisOwn() {
    merge();
    plan();
    Rooms.of(house).merging().unlink("sage/SOC/D1", "claire", "");
    try (Hub hub = start()) {
      await().until(() -> states().equals("sent"));
      plan();
      await().until(() -> states().equals("sent sent"));
    }
    assertThat(list("select asked::text from act")).containsExactly("100.000", "100.000");
  }

  @Test
  void whatNobodyKnowsIsSentAgainWhileAllOfItIsTrue() {
    merge();
    plan();
    relay.fault(1, Fault.CUT_AFTER_TAKING);
    try (Hub hub = start()) {
      await().until(() -> states().equals("sent"));
    }
    assertThat(relay.taken()).hasSize(2);
    assertThat(relay.taken().get(0).bytes()).isEqualTo(relay.taken().get(1).bytes());
  }

  @Test
  void twoReadersOfALevelBothHearOfItThoughOneLater() throws IOException {
    Path policy = folder.resolve("routes/policies/courteous.yaml");
    Files.writeString(
        policy,
        Files.readString(policy)
            .replace(
                "      - {email: friendly, to: billing}\n",
                "      - {email: friendly, to: billing}\n      - {email: friendly, to: executive}\n"));
    now(
        "insert into contact (debtor_id, key, role, email) select min(id), 'E', 'executive', 'head@debtor.example' from debtor where key = 'D1'");
    merge();
    plan();
    relay.fault(2, Fault.LATER);
    try (Hub hub = start()) {
      await().until(() -> states().equals("sent failed") || states().equals("failed sent"));
      now("update act set next_attempt = now() where state = 'failed'");
      await().until(() -> states().equals("sent sent"));
    }
    assertThat(relay.taken())
        .extracting(Taken::recipient)
        .contains("head@debtor.example")
        .hasSize(2);
  }

  @Test
  void aCompanyToWhichNothingIsOwedKeepsNobodyFromHearingOfTheOther() {
    now("update item set open = 0, settled_at = now() where key = 'A1'");
    now("update outward set mode = 'off' where company_id = 1");
    merge();
    plan();
    assertThat(list("select source from act")).containsExactly("sage");
    try (Hub hub = start()) {
      await().until(() -> states().equals("sent"));
    }
  }

  @Test
  void aSlipInWhoSpeaksAsOneStopsTheHubBeforeItTakesAnybodyApart() throws IOException {
    merge();
    Path settings = folder.resolve("application.properties");
    Files.writeString(settings, Files.readString(settings).replace("sage/SOC", "sage/SOCC"));
    try (House mistaken = House.open(Home.at(folder), clock, Map.of())) {
      assertThatThrownBy(() -> Hub.start(mistaken, "n2"))
          .isInstanceOf(Mistakes.class)
          .hasMessageContaining("sage/SOCC");
    }
    assertThat(list("select debtor_id::text from debtor_link")).hasSize(2);
  }

  private void merge() {
    Rooms.of(house).merging().matchAll();
  }

  private Hub start() {
    Hub hub = Hub.start(house, "n1");
    assertThat(hub.refused()).isEmpty();
    return hub;
  }

  private String states() {
    return String.join(" ", list("select state from act order by id"));
  }

  private void now(String sql) {
    house.database().jdbc().sql(sql).update();
  }

  private String one(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).single();
  }

  private List<String> list(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).list();
  }
}
