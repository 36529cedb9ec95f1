package io.relance.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Schedule;
import io.relance.demo.DemoHome;
import io.relance.demo.DemoSource;
import io.relance.demo.FrenchAxelor;
import io.relance.demo.FrenchLedger;
import io.relance.demo.FrenchSage;
import io.relance.demo.Mailbox;
import io.relance.demo.SimulatedAxelor;
import io.relance.demo.SimulatedOdoo;
import io.relance.demo.SimulatedSage100;
import io.relance.flow.Explaining;
import io.relance.store.AlertStore;
import io.relance.store.ExplainStore;
import io.relance.store.JournalStore;
import io.relance.store.OutwardStore;
import io.relance.store.OutwardStore.Outward;
import io.relance.store.PauseStore;
import io.relance.store.PlanStore;
import io.relance.support.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * An integrator's home: two Odoo, one Sage 100 and one Axelor deployment, each read by a route of
 * its own. Axelor is down for three days; one debtor is known to it and to the first Odoo.
 */
class IntegratorTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLLS = Duration.ofSeconds(4);
  private static final Instant MONDAY = Instant.parse("2026-11-23T09:00:00Z");

  private final StoryClock clock = new StoryClock(MONDAY);
  @TempDir Path folder;
  private SimulatedOdoo nord;
  private SimulatedOdoo sud;
  private SimulatedSage100 sage;
  private SimulatedAxelor axelor;
  private Mailbox mailbox;
  private House house;
  private Hub hub;
  private JdbcClient jdbc;

  @BeforeEach
  void open() throws IOException {
    LocalDate today = LocalDate.now(clock);
    nord = SimulatedOdoo.start(19, clock);
    sud = SimulatedOdoo.start(14, clock);
    sage = SimulatedSage100.start(SimulatedSage100.Version.RECENT, clock);
    axelor = SimulatedAxelor.start(8, clock);
    FrenchLedger.fill(nord, today);
    FrenchLedger.fill(sud, today);
    FrenchSage.fill(sage, today);
    FrenchAxelor.fill(axelor, today);
    DemoHome home = new DemoHome(folder);
    home.refresh(Path.of("."));
    mailbox = Mailbox.in(home.mails());
    home.settings(
        mailbox,
        List.of(
            named("nord", DemoSource.of(nord)),
            named("sud", DemoSource.of(sud)),
            DemoSource.of(sage),
            DemoSource.of(axelor)),
        "relance.merge.acme=nord/1,axelor/1",
        "relance.db.url=" + TestDatabase.freshUrl(),
        "relance.db.user=postgres",
        "relance.db.password=postgres");
    house = House.open(Home.at(folder), clock, Map.of());
    hub = Hub.start(house, "test");
    jdbc = JdbcClient.create(house.database().dataSource());
    assertThat(hub.refused()).isEmpty();
  }

  private static DemoSource named(String name, DemoSource source) {
    return new DemoSource(name, source.connector(), source.companies(), source.parameters());
  }

  @AfterEach
  void close() {
    hub.close();
    house.close();
    mailbox.close();
    axelor.close();
    sage.close();
    sud.close();
    nord.close();
  }

  @Test
  void oneErpIsDownForThreeDaysAndTheOthersGoOn() {
    pullAll();
    arm();
    pauses().pauseChannel("email", "claire");
    run("dunning");
    long waiting = acts("source = 'axelor' and state = 'queued'");
    assertThat(waiting).isGreaterThan(10);
    assertThat(acts("source = 'nord' and state = 'queued'")).isGreaterThan(20);
    assertThat(acts("source = 'sud' and state = 'queued'")).isGreaterThan(20);
    assertThat(acts("source = 'sage' and state = 'queued'")).isGreaterThan(10);
    long merged = merged();

    axelor.fail(SimulatedAxelor.Fault.UNAVAILABLE);
    pauses().resumeChannel("email", "claire");
    settled();
    assertThat(acts("source = 'axelor' and state = 'queued' and attempts = 0")).isEqualTo(waiting);
    assertThat(state(merged)).isEqualTo("queued");
    assertThat(told()).isZero();
    assertThat(alerts("recheck")).anyMatch(said -> said.contains("503"));
    assertThat(why(merged)).anyMatch(said -> said.contains("Axelor"));
    int monday = mailbox.files().size();
    assertThat(monday).isGreaterThan(50);

    for (int day = 1; day <= 2; day++) {
      clock.moveTo(MONDAY.plus(Duration.ofDays(day)));
      pullAll();
      run("dunning");
      settled();
      assertThat(runsToday()).contains("nord", "sud", "sage").doesNotContain("axelor");
      assertThat(acts("source = 'axelor' and state <> 'queued'")).isZero();
      assertThat(told()).isZero();
      assertThat(alerts("source")).anyMatch(said -> said.contains("not available"));
      assertThat(trouble("nord")).isNull();
      assertThat(trouble("axelor")).contains("503");
    }

    axelor.heal();
    clock.moveTo(MONDAY.plus(Duration.ofDays(3)));
    pullAll();
    run("dunning");
    settled();
    assertThat(acts("state in ('queued', 'claimed', 'sending', 'failed')")).isZero();
    assertThat(acts("source = 'axelor' and state = 'sent'")).isGreaterThanOrEqualTo(waiting);
    assertThat(told()).isEqualTo(1);
    assertThat(alerts("recheck")).isEmpty();
    assertThat(alerts("source")).isEmpty();
  }

  private void pullAll() {
    List.of("nord", "sud", "sage", "axelor").forEach(source -> run("pull-" + source));
  }

  private void run(String route) {
    hub.bean("schedule", Schedule.class).run(route, PATIENCE);
  }

  private void arm() {
    OutwardStore outward =
        new OutwardStore(house.database(), new JournalStore(house.database()), clock);
    for (PlanStore.Company company : new PlanStore(house.database()).companies()) {
      outward.set(company.id(), new Outward(OutwardStore.Mode.ON, null), "claire");
    }
    house.remember();
  }

  /** Nothing moves any more: what can leave has left. */
  private void settled() {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .until(
            () -> {
              long before = jdbc.sql("select count(*) from journal").query(Long.class).single();
              await()
                  .during(POLLS)
                  .atMost(POLLS.multipliedBy(2))
                  .until(() -> acts("state in ('claimed', 'sending')") >= 0);
              return before == jdbc.sql("select count(*) from journal").query(Long.class).single();
            });
  }

  private PauseStore pauses() {
    return new PauseStore(house.database(), new JournalStore(house.database()), clock);
  }

  private long acts(String where) {
    return jdbc.sql("select count(*) from act where " + where).query(Long.class).single();
  }

  /** The one act of the debtor whom two ERPs know. */
  private long merged() {
    return jdbc.sql(
            """
            select distinct act.id from act join act_item l on l.act_id = act.id join item on item.id = l.item_id
             where act.state = 'queued' group by act.id having count(distinct item.company_id) > 1
            """)
        .query(Long.class)
        .single();
  }

  private String state(long act) {
    return jdbc.sql("select state from act where id = ?").param(act).query(String.class).single();
  }

  private List<String> runsToday() {
    return jdbc.sql(
            "select distinct c.source from run r join company c on c.id = r.company_id where r.business_day = :day")
        .param("day", LocalDate.now(clock))
        .query(String.class)
        .list();
  }

  private String trouble(String source) {
    return jdbc.sql(
            "select f.trouble from feed f join company c on c.id = f.company_id where c.source = ? and c.key = '1'")
        .param(source)
        .query((row, n) -> row.getString(1))
        .list()
        .get(0);
  }

  private List<String> alerts(String kind) {
    return new AlertStore(house.database(), clock)
        .list().stream().filter(a -> a.kind().equals(kind)).map(a -> a.message()).toList();
  }

  /** What explain says of an act's account. */
  private List<String> why(long act) {
    String account =
        jdbc.sql("select account_id from act where id = ?").param(act).query(String.class).single();
    return new Explaining(new ExplainStore(house.database()), clock)
        .of(account, Locale.ENGLISH).stream()
            .flatMap(one -> one.acts().stream())
            .map(one -> one.note())
            .toList();
  }

  /** How many messages the debtor whom two ERPs know has got about both together. */
  private long told() {
    List<String> ids =
        jdbc.sql(
                """
                select act.message_id from act join act_item l on l.act_id = act.id join item on item.id = l.item_id
                 where act.state = 'sent' group by act.id having count(distinct item.company_id) > 1
                """)
            .query(String.class)
            .list();
    List<String> mails = mailbox.files().stream().map(IntegratorTest::text).toList();
    return ids.stream().filter(id -> mails.stream().anyMatch(mail -> mail.contains(id))).count();
  }

  private static String text(Path mail) {
    try {
      return Files.readString(mail);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
