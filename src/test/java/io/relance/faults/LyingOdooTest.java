package io.relance.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Check;
import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Schedule;
import io.relance.demo.DemoHome;
import io.relance.demo.DemoSource;
import io.relance.demo.FrenchLedger;
import io.relance.demo.Mailbox;
import io.relance.demo.SimulatedOdoo;
import io.relance.demo.SimulatedOdoo.Fault;
import io.relance.flow.Explaining;
import io.relance.settings.Mistake;
import io.relance.store.AlertStore;
import io.relance.store.ExplainStore;
import io.relance.store.HeldSweepStore;
import io.relance.store.JournalStore;
import io.relance.store.OutwardStore;
import io.relance.store.OutwardStore.Outward;
import io.relance.store.PauseStore;
import io.relance.stories.StoryClock;
import io.relance.support.TestDatabase;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The hub as shipped, armed and with reminders queued, before an Odoo that fails or lies: nothing
 * is closed, nothing leaves, and it says why.
 */
class LyingOdooTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final Duration POLLS = Duration.ofMillis(2_200);

  private final StoryClock clock = new StoryClock(Instant.parse("2026-11-23T09:00:00Z"));

  @TempDir Path folder;
  private SimulatedOdoo odoo;
  private Mailbox mailbox;
  private House house;
  private Hub hub;
  private JdbcClient jdbc;

  @BeforeEach
  void start() throws Exception {
    odoo = SimulatedOdoo.start(19, clock);
    FrenchLedger.fill(odoo, LocalDate.now(clock));
    DemoHome home = new DemoHome(folder);
    mailbox = Mailbox.in(home.mails());
    home.refresh(Path.of("."));
    home.settings(mailbox, List.of(DemoSource.of(odoo)));
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
  }

  @AfterEach
  void stop() {
    hub.close();
    house.close();
    mailbox.close();
    odoo.close();
  }

  private void pull() throws Exception {
    hub.bean("schedule", Schedule.class).run("pull-odoo", PATIENCE);
  }

  private long open() {
    return jdbc.sql("select count(*) from item where open <> 0").query(Long.class).single();
  }

  private String trouble() {
    return jdbc.sql("select coalesce(max(trouble), '') from feed where company_id = 1")
        .query(String.class)
        .single();
  }

  /** Decides for the armed company; the relay is shut meanwhile, so that all of it is queued. */
  private List<Long> queue() {
    shut();
    new OutwardStore(house.database(), new JournalStore(house.database()), clock)
        .set(1, new Outward(OutwardStore.Mode.ON, null), "test");
    house.remember();
    hub.bean("schedule", Schedule.class).run("dunning", PATIENCE);
    List<Long> acts = acts("queued");
    assertThat(acts).hasSizeGreaterThan(20);
    return acts;
  }

  private List<Long> acts(String state) {
    return jdbc.sql("select id from act where state = :state order by id")
        .param("state", state)
        .query(Long.class)
        .list();
  }

  private PauseStore pauses() {
    return new PauseStore(house.database(), new JournalStore(house.database()), clock);
  }

  private void shut() {
    pauses().pauseChannel("*", "test");
    await().until(() -> acts("claimed").isEmpty() && acts("sending").isEmpty());
  }

  /** The relay is there again for some polls, and nothing leaves. */
  private void nothingLeaves(Object when) {
    pauses().resumeChannel("*", "test");
    await(String.valueOf(when))
        .during(POLLS)
        .atMost(POLLS.multipliedBy(4))
        .until(() -> mailbox.files().isEmpty());
    shut();
    assertThat(mailbox.files()).as("mails after %s", when).isEmpty();
  }

  private void later(Duration time) {
    clock.moveTo(clock.instant().plus(time));
  }

  private String bean() throws Exception {
    return (String)
        ManagementFactory.getPlatformMBeanServer()
            .getAttribute(new ObjectName("io.relance:type=Source,name=odoo"), "Trouble");
  }

  private List<String> alerts() {
    return alerts("source");
  }

  private List<String> alerts(String kind) {
    return new AlertStore(house.database(), clock)
        .list().stream().filter(a -> a.kind().equals(kind)).map(a -> a.message()).toList();
  }

  private List<String> check() {
    return Check.of(Home.at(folder), clock, Map.of()).mistakes().stream()
        .map(Mistake::toString)
        .toList();
  }

  private List<String> notes(long act) {
    String account =
        jdbc.sql("select account_id from act where id = ?").param(act).query(String.class).single();
    return new Explaining(new ExplainStore(house.database()), clock)
        .of(account, Locale.ENGLISH).stream()
            .flatMap(one -> one.acts().stream())
            .map(one -> one.note())
            .toList();
  }

  @Test
  void nothingIsClosedNothingLeavesAndItSaysWhy() throws Exception {
    pull();
    assertThat(trouble()).isEmpty();
    long before = open();
    assertThat(before).isGreaterThan(100);
    List<Long> queued = queue();

    Map<Fault, String> words = new LinkedHashMap<>();
    words.put(Fault.EXPIRED_KEY, "key is refused");
    words.put(Fault.WRONG_DATABASE, "database");
    words.put(Fault.CUT, "cut short");
    words.put(Fault.LOGIN_PAGE, "web page");
    words.put(Fault.EMPTY, "empty answer");
    words.put(Fault.NO_RIGHTS, "account.move");
    words.put(Fault.FEW_RIGHTS, "rights");
    words.put(Fault.CLOCK_AHEAD, "clock");
    for (Map.Entry<Fault, String> fault : words.entrySet()) {
      odoo.failAfter(fault.getKey() == Fault.CUT ? 14 : 0, fault.getKey());
      pull();
      assertThat(open()).as("open items after %s", fault.getKey()).isEqualTo(before);
      for (String said : List.of(trouble(), bean(), String.join("", alerts()))) {
        assertThat(said)
            .as("what is said of %s", fault.getKey())
            .contains(fault.getValue())
            .doesNotContain(odoo.apiKey());
      }
      nothingLeaves(fault.getKey());
      assertThat(open()).as("open items re-read under %s", fault.getKey()).isEqualTo(before);
      assertThat(acts("queued")).as("acts under %s", fault.getKey()).isEqualTo(queued);
      odoo.heal();
      later(Duration.ofMinutes(31));
      pull();
      assertThat(trouble()).as("after %s is over", fault.getKey()).isEmpty();
      assertThat(alerts()).isEmpty();
    }
    pauses().resumeChannel("*", "test");
    await().atMost(PATIENCE).until(() -> mailbox.files().size() > 20);
  }

  @Test
  void aLieStandsWhileItsErpIsOnlyOutOfReach() throws Exception {
    pull();
    List<Long> queued = queue();
    odoo.fail(Fault.CLOCK_AHEAD);
    pull();
    odoo.fail(Fault.UNAVAILABLE);
    pull();
    odoo.heal();
    nothingLeaves("a lie, then no answer");
    assertThat(notes(queued.get(0)))
        .anyMatch(note -> note.contains("waits until the ERP is believed again"));
    assertThat(check()).anyMatch(said -> said.contains("odoo was not read whole the last time"));
  }

  @Test
  void anOlderBackupIsNotTheLedger() throws Exception {
    pull();
    queue();
    Object backup = odoo.ledger().backup();
    later(Duration.ofMinutes(15));
    odoo.ledger().pay(1, LocalDate.now(clock));
    pull();
    long before = open();
    odoo.ledger().restore(backup);
    later(Duration.ofMinutes(15));
    pull();
    assertThat(open()).isEqualTo(before);
    assertThat(trouble()).contains("older");
    nothingLeaves("a restored backup");
    later(Duration.ofHours(25));
    pull();
    assertThat(trouble()).contains("older", "relance release odoo/1");
    nothingLeaves("a restored backup, a day later");
    assertThat(open()).isEqualTo(before);
    assertThat(reopened()).isZero();

    HeldSweepStore sweeps =
        new HeldSweepStore(house.database(), new JournalStore(house.database()), clock);
    sweeps.release("odoo", "1", sweeps.get("odoo", "1").id(), "claire", "restored on purpose");
    pull();
    assertThat(trouble()).isEmpty();
    assertThat(reopened()).isEqualTo(1);
    pauses().resumeChannel("*", "test");
    await().atMost(PATIENCE).until(() -> mailbox.files().size() > 20);
    later(Duration.ofHours(25));
    pull();
    assertThat(trouble()).isEmpty();
  }

  @Test
  void aBackupRestoredSinceTheLastReadingIsNoticedByTheReRead() throws Exception {
    pull();
    queue();
    Object backup = odoo.ledger().backup();
    later(Duration.ofMinutes(15));
    odoo.ledger().pay(1, LocalDate.now(clock));
    pull();
    long before = open();
    odoo.ledger().restore(backup);
    nothingLeaves("a backup restored a moment ago");
    assertThat(open()).isEqualTo(before);
    assertThat(alerts("recheck")).anyMatch(said -> said.contains("older copy"));
  }

  @Test
  void rightsCutSinceTheLastReadingCloseNothing() throws Exception {
    pull();
    List<Long> queued = queue();
    long before = open();
    odoo.fail(Fault.FEW_RIGHTS);
    nothingLeaves("rights cut a moment ago");
    assertThat(open()).isEqualTo(before);
    assertThat(acts("queued")).isEqualTo(queued);
    assertThat(alerts("recheck")).anyMatch(said -> said.contains("rights"));
    odoo.heal();
    later(Duration.ofMinutes(31));
    pull();
    pauses().resumeChannel("*", "test");
    await().atMost(PATIENCE).until(() -> mailbox.files().size() > 20);
    assertThat(reopened()).isZero();
  }

  private int reopened() {
    return jdbc.sql("select count(*) from item where cycle > 1").query(Integer.class).single();
  }
}
