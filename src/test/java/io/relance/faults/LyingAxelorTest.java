package io.relance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Schedule;
import io.relance.demo.DemoHome;
import io.relance.demo.DemoSource;
import io.relance.demo.FrenchAxelor;
import io.relance.demo.Mailbox;
import io.relance.demo.SimulatedAxelor;
import io.relance.demo.SimulatedAxelor.Fault;
import io.relance.store.AlertStore;
import io.relance.store.JournalStore;
import io.relance.store.OutwardStore;
import io.relance.store.OutwardStore.Outward;
import io.relance.stories.StoryClock;
import io.relance.support.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The hub as shipped before an Axelor whose failures look like answers: nothing of the ledger
 * changes, and an alert says why.
 */
class LyingAxelorTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final StoryClock clock = new StoryClock(Instant.parse("2026-11-23T09:00:00Z"));

  @TempDir Path folder;
  private SimulatedAxelor axelor;
  private Mailbox mailbox;
  private House house;
  private Hub hub;
  private JdbcClient jdbc;

  @BeforeEach
  void start() throws Exception {
    axelor = SimulatedAxelor.start(8, clock);
    FrenchAxelor.fill(axelor, LocalDate.now(clock));
    DemoHome home = new DemoHome(folder);
    mailbox = Mailbox.in(home.mails());
    home.refresh(Path.of("."));
    home.settings(mailbox, List.of(DemoSource.of(axelor)));
    Files.writeString(
        folder.resolve("application.properties"),
        """

        relance.db.url=%s
        relance.db.user=postgres
        relance.db.password=postgres
        """
            .formatted(TestDatabase.freshUrl()),
        StandardOpenOption.APPEND);
    house = House.open(Home.at(folder), clock, Map.of());
    hub = Hub.start(house, "test");
    jdbc = JdbcClient.create(house.database().dataSource());
    later(Duration.ofMinutes(30));
  }

  @AfterEach
  void stop() {
    hub.close();
    house.close();
    mailbox.close();
    axelor.close();
  }

  private void pull() throws Exception {
    hub.bean("schedule", Schedule.class).run("pull-axelor", PATIENCE);
  }

  private void later(Duration time) {
    clock.moveTo(clock.instant().plus(time));
  }

  private String ledger() {
    return jdbc.sql(
            "select count(*) || ' open, ' || coalesce(sum(open), 0) from item where open <> 0")
        .query(String.class)
        .single();
  }

  private String trouble() {
    return jdbc.sql("select coalesce(max(trouble), '') from feed").query(String.class).single();
  }

  private List<String> alerts() {
    return new AlertStore(house.database(), clock)
        .list().stream().filter(a -> a.kind().equals("source")).map(a -> a.message()).toList();
  }

  private void unchanged(String before, String words) {
    assertThat(ledger()).isEqualTo(before);
    assertThat(trouble()).contains(words).doesNotContain(axelor.apiKey());
    assertThat(alerts()).singleElement().asString().contains(words);
  }

  private void heals(String before) throws Exception {
    axelor.heal();
    later(Duration.ofMinutes(61));
    pull();
    assertThat(trouble()).isEmpty();
    assertThat(alerts()).isEmpty();
    assertThat(ledger()).isEqualTo(before);
  }

  /** Once in a delta, once in a whole sweep, and healed in between and afterwards. */
  @ParameterizedTest
  @CsvSource({
    "SWALLOWED, InvoiceTerm, no total",
    "SWALLOWED_AFTER_COUNT, InvoiceTerm, rows came where",
    "EMPTY, InvoiceTerm, not to be seen",
    "ROW_MISSING, InvoiceTerm, rows came where",
    "FEW_RIGHTS, InvoiceTerm, not to be seen",
    "NO_RIGHTS, InvoiceTerm, Erreur d'accès",
    "SWALLOWED, Company, no total",
    "EMPTY, Company, does not see this company",
    "LOGIN_REQUIRED, Invoice, API key is refused",
    "REDIRECT, Invoice, API key is refused",
    "LOGIN_PAGE, InvoiceTerm, web page",
    "EXPIRED_KEY, InvoiceTerm, API key is refused",
    "CUT, InvoiceTerm, no whole answer came",
    "CLOCK_AHEAD, InvoiceTerm, clock",
    "UNAVAILABLE, InvoiceTerm, not available (503)"
  })
  void nothingChangesAndItSaysWhy(Fault fault, String entity, String words) throws Exception {
    axelor.speakFrench();
    pull();
    String before = ledger();
    assertThat(before).matches("[789]\\d open.*");
    for (Duration wait : List.of(Duration.ofMinutes(15), Duration.ofHours(25))) {
      later(wait);
      axelor.failAfter(0, fault, entity);
      pull();
      unchanged(before, words);
      heals(before);
    }
  }

  @Test
  void aFieldThatNobodyMissesIsMissedByTheSweep() throws Exception {
    pull();
    String before = ledger();
    later(Duration.ofHours(25));
    axelor.fail(Fault.FIELD_DROPPED);
    pull();
    unchanged(before, "came without amountRemaining");
    heals(before);
  }

  @Test
  void aFieldThatIsGoneIsNamed() throws Exception {
    pull();
    String before = ledger();
    axelor.ledger().forget("account.Invoice", "debtRecoveryBlockingOk");
    later(Duration.ofMinutes(15));
    pull();
    unchanged(before, "InvoiceTerm.invoice.debtRecoveryBlockingOk");
  }

  @Test
  void aFirstSweepThatFindsNothingIsNotBelievedBesideOpenInvoices() throws Exception {
    axelor.fail(Fault.EMPTY);
    pull();
    unchanged("0 open, 0", "there are invoices with something open");
  }

  @Test
  void anOlderCopyIsHeld() throws Exception {
    Object backup = axelor.ledger().backup();
    later(Duration.ofHours(1));
    axelor.ledger().pay(1, LocalDate.now(clock));
    pull();
    String before = ledger();
    axelor.ledger().restore(backup);
    later(Duration.ofMinutes(15));
    pull();
    unchanged(before, "older copy");
    later(Duration.ofHours(25));
    pull();
    unchanged(before, "relance release axelor/1");
  }

  @Test
  void remindersLeaveAndAreToldToAxelorWithoutAnyMailOfItsOwn() throws Exception {
    pull();
    new OutwardStore(house.database(), new JournalStore(house.database()), clock)
        .set(1, new Outward(OutwardStore.Mode.ON, null), "test");
    house.remember();
    hub.bean("schedule", Schedule.class).run("dunning", PATIENCE);
    await().atMost(PATIENCE).until(() -> mailbox.files().size() > 10);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                jdbc.sql("select count(*) from writeback where state <> 'done'")
                        .query(Long.class)
                        .single()
                    == 0);
    assertThat(axelor.ledger().ids("message.Message", "statusSelect", 3L)).hasSizeGreaterThan(10);
    assertThat(axelor.ledger().wouldBeSent()).isZero();
    assertThat(axelor.followersMailed()).isZero();
    assertThat(axelor.calls())
        .noneMatch(call -> call.contains("action") || call.endsWith("/message"));
  }
}
