package io.relance.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.policy.Calendar;
import io.relance.policy.Policies;
import io.relance.store.AlertStore;
import io.relance.store.CompanyLock;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import io.relance.store.OutwardStore;
import io.relance.store.OutwardStore.Mode;
import io.relance.store.OutwardStore.Outward;
import io.relance.store.RunStore.Run;
import io.relance.support.Feeding;
import io.relance.support.Ladders;
import io.relance.support.TestDatabase;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DunningTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
  private final Database database = TestDatabase.fresh();
  private final Clock clock = Clock.fixed(Feeding.NOON.plusSeconds(60), ZoneOffset.UTC);
  private final JournalStore journal = new JournalStore(database);
  private final AlertStore alerts = new AlertStore(database, clock);
  private final OutwardStore outward = new OutwardStore(database, journal, clock);
  private final Feeding acme = new Feeding(database, "1");
  private Policies policies = Ladders.at(3, 10, 30);
  private final Dunning dunning = dunning(new Limits(Duration.ofHours(26), 3, 3, 5));

  private Dunning dunning(Limits limits) {
    return new Dunning(database, () -> policies, alerts, journal, limits, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aLateAccountGetsOneActWithItsItems() {
    acme.item("1", "D1", "EUR", "100", "2026-11-01")
        .item("2", "D1", "EUR", "50", "2026-11-15")
        .item("3", "D1", "EUR", "-30", "2026-11-10")
        .item("4", "D1", "EUR", "70", "2026-12-20")
        .item("5", "D2", "EUR", "10", "2026-12-20")
        .pull();
    arm(Mode.ON, null);
    Run run = run().orElseThrow();
    assertThat(run.code()).isEqualTo("R20261121-acme-1-01");
    assertThat(run.state()).isEqualTo("executing");
    assertThat(run.totals())
        .isEqualTo("{\"EUR\": {\"debit\": 150.000, \"credit\": -30.000, \"balance\": 120.000}}");
    assertThat(list("select state || ' ' || level || ' ' || asked || ' ' || purpose from act"))
        .containsExactly("queued 1 120.000 overdue");
    assertThat(
            list(
                "select i.key || ' ' || overdue from act_item join item i on i.id = item_id order by 1"))
        .containsExactly("1 true", "2 true", "3 true", "4 false");
    assertThat(
            list(
                "select i.key || ' ' || s.level || ' ' || taken from step s join item i on i.id = item_id order by 1"))
        .containsExactly("1 1 false", "2 1 false");
    assertThat(list("select outcome from decision order by account_id"))
        .containsExactly("contact", "wait");
  }

  @Test
  void theSameRunTenTimesChangesNothing() {
    fill(5);
    arm(Mode.ON, null);
    run();
    List<String> before = everything();
    for (int i = 0; i < 10; i++) {
      assertThat(run()).isEmpty();
    }
    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void twoThreadsRunTheSameDayOnce() throws Exception {
    fill(5);
    arm(Mode.ON, null);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<Optional<Run>> run = this::run;
      for (var future : threads.invokeAll(List.of(run, run, run, run))) {
        future.get();
      }
    } finally {
      threads.shutdown();
    }
    run();
    assertThat(number("select count(*) from act")).isEqualTo(5);
    assertThat(number("select count(*) from decision")).isEqualTo(5);
  }

  @Test
  void withTheSwitchOffItDecidesAndPlansOnceItIsOn() {
    fill(3);
    assertThat(run().orElseThrow().state()).isEqualTo("done");
    assertThat(number("select count(*) from act")).isZero();
    assertThat(number("select count(*) from decision")).isEqualTo(3);
    assertThat(run()).isEmpty();
    arm(Mode.CANARY, "D2, D3");
    assertThat(run().orElseThrow().acts()).isEqualTo(2);
    arm(Mode.ON, null);
    assertThat(run().orElseThrow().acts()).isEqualTo(1);
    assertThat(run()).isEmpty();
    assertThat(number("select count(*) from decision")).isEqualTo(3);
  }

  @Test
  void anActPlannedOutsideItsHoursSaysSoAtOnce() {
    policies =
        Ladders.at(
            new Calendar(
                EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                true,
                Map.of("email", new Calendar.Hours(480, 1_200)),
                null,
                0),
            3);
    fill(1);
    arm(Mode.ON, null);
    run();
    assertThat(list("select state || ' ' || waits || ' ' || opens_on from act"))
        .containsExactly("queued waits until Monday 23 November 08:00 (Saturday) 2026-11-23");
    assertThat(list("select (next_attempt at time zone 'UTC')::text from act"))
        .containsExactly("2026-11-23 07:00:00");
  }

  @Test
  void aCalendarThatCannotBeToldHoldsItsActsOnly() {
    policies =
        Ladders.at(
            new Calendar(Set.of(), true, Map.of("email", new Calendar.Hours(480, 1_200)), null, 0),
            3);
    fill(1);
    arm(Mode.ON, null);
    assertThat(run().orElseThrow().acts()).isEqualTo(1);
    assertThat(list("select waits from act").get(0))
        .startsWith("waits until Saturday 21 November 13:01 (its calendar: no 08:00-20:00 within");
  }

  @Test
  void aRedirectedRunIsARehearsal() {
    fill(2);
    arm(Mode.REDIRECT, "test@example.com");
    assertThat(run().orElseThrow().acts()).isEqualTo(2);
    assertThat(run()).isEmpty();
    assertThat(number("select count(*) from step")).isZero();
    assertThat(number("select count(*) from act where redirected")).isEqualTo(2);
    arm(Mode.ON, null);
    assertThat(run().orElseThrow().acts()).isEqualTo(2);
    assertThat(number("select count(*) from step")).isEqualTo(2);
  }

  @Test
  void aSurgeWaitsForAPerson() {
    fill(6);
    arm(Mode.ON, null);
    Run run = run().orElseThrow();
    assertThat(run.state()).isEqualTo("held");
    assertThat(run.cause()).contains("6 acts are more than 5 on first sight", "approve");
    assertThat(number("select count(*) from act where state = 'planned'")).isEqualTo(6);
    assertThat(run()).isEmpty();
    assertThat(dunning.approve(run.code(), "claire").state()).isEqualTo("executing");
    assertThat(number("select count(*) from act where state = 'queued' and approved_by = 'claire'"))
        .isEqualTo(6);
    assertThatThrownBy(() -> dunning.approve(run.code(), "claire"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not wait");
  }

  @Test
  void moreThanThreeTimesTheUsualIsASurge() {
    fill(4);
    usualIsOneAct();
    assertThat(run().orElseThrow().cause()).contains("4 acts are more than 3 times the usual 1");
  }

  @Test
  void aFewActsAreNoSurgeHoweverFewAreUsual() {
    fill(4);
    usualIsOneAct();
    Dunning calm = dunning(new Limits(Duration.ofHours(26), 3, 4, 5));
    assertThat(calm.run(acme.company(), TODAY, "schedule").orElseThrow().state())
        .isEqualTo("executing");
  }

  private void usualIsOneAct() {
    arm(Mode.ON, null);
    database
        .jdbc()
        .sql(
            """
            insert into run (code, company_id, business_day, operator, state, outward, acts, started_at)
            select 'r' || n, ?, date '2026-11-20' - n, 'schedule', 'done', 'on', n, now()
              from generate_series(1, 1) n""")
        .param(acme.company())
        .update();
  }

  @Test
  void anApprovalFindsWhatChangedMeanwhile() {
    policies = Ladders.at(true, "v1", 3, 10);
    fill(2);
    arm(Mode.ON, null);
    Run run = run().orElseThrow();
    assertThat(run.state()).isEqualTo("planned");
    acme.later(Duration.ofHours(25)).item("more", "D2", "EUR", "5", "2026-11-10").pull();
    dunning.approve(run.code(), "claire");
    assertThat(list("select state || coalesce(cause, '') from act order by account_id"))
        .containsExactly(
            "queued", "cancelledits items, level or policy changed since it was planned");
    assertThat(number("select count(*) from step")).isEqualTo(1);
    assertThat(run().orElseThrow().acts()).isEqualTo(1);
  }

  @Test
  void whatWaitsForAPersonFallsWhenItsItemSettles() {
    policies = Ladders.at(true, "v1", 3, 10);
    fill(2);
    arm(Mode.ON, null);
    run();
    acme.later(Duration.ofHours(25)).item("i1", "D1", "EUR", "0", "2026-11-15").pull();
    run();
    assertThat(list("select state from act order by account_id"))
        .containsExactly("cancelled", "planned");
    assertThat(number("select count(*) from step")).isEqualTo(1);
  }

  @Test
  void aPolicyEditedBetweenPlanAndApprovalVoidsThePlan() {
    policies = Ladders.at(true, "v1", 3, 10);
    fill(1);
    arm(Mode.ON, null);
    Run run = run().orElseThrow();
    policies = Ladders.at(true, "v2", 3, 10);
    assertThat(dunning.approve(run.code(), "claire").state()).isEqualTo("done");
    assertThat(list("select state from act")).containsExactly("cancelled");
  }

  @Test
  void aCancelledRunFreesItsStepsUntilTomorrow() {
    fill(2);
    arm(Mode.ON, null);
    Run run = run().orElseThrow();
    assertThat(dunning.cancel(run.code(), "claire").state()).isEqualTo("cancelled");
    assertThat(number("select count(*) from step")).isZero();
    assertThat(run()).isEmpty();
    assertThat(dunning.run(acme.company(), TODAY.plusDays(1), "schedule").orElseThrow().acts())
        .isEqualTo(2);
  }

  @Test
  void aRunThatSentAnythingIsNeverCancelled() {
    fill(3);
    arm(Mode.ON, null);
    Run run = run().orElseThrow();
    execute("update act set state = 'sent', sent_at = now() where id = (select min(id) from act)");
    execute("update act set state = 'sending' where id = (select max(id) from act)");
    assertThat(dunning.cancel(run.code(), "claire").state()).isEqualTo("executing");
    assertThat(list("select state from act order by id"))
        .containsExactly("sent", "cancelled", "sending");
    execute("update act set state = 'sent', sent_at = now() where state = 'sending'");
    run();
    assertThatThrownBy(() -> dunning.cancel(run.code(), "claire"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("run " + run.code() + " is done: nothing of it is left to take back");
    assertThat(list("select state || ' ' || acts from run")).containsExactly("done 2");
  }

  @Test
  void aRunIsNotTakenBackWhileItIsDecided() {
    fill(1);
    arm(Mode.ON, null);
    Run run = run().orElseThrow();
    try (CompanyLock deciding = CompanyLock.find(database, "run", acme.company()).orElseThrow()) {
      assertThat(deciding).isNotNull();
      assertThatThrownBy(() -> dunning.cancel(run.code(), "claire"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("acme/1 is being decided this very moment");
    }
    assertThat(list("select state from act")).containsExactly("queued");
  }

  @Test
  void noRunOnALedgerThatIsTooOldOrNeverRead() {
    Feeding other = new Feeding(database, "2");
    other.open().close();
    assertThat(dunning.run(other.company(), TODAY, "schedule")).isEmpty();
    assertThat(alerts.list())
        .extracting(AlertStore.Alert::message)
        .anyMatch(m -> m.contains("never read"));
    fill(1);
    arm(Mode.ON, null);
    execute("update feed set read_at = read_at - interval '27 hours'");
    assertThat(run()).isEmpty();
    assertThat(number("select count(*) from decision")).isZero();
  }

  @Test
  void oneBadAccountDoesNotStopTheOthers() {
    fill(3);
    arm(Mode.ON, null);
    execute(
        """
        create function refuse() returns trigger language plpgsql as
        $$ begin if new.account_id = (select min(id) from account) then raise exception 'bad one'; end if; return new; end $$""");
    execute("create trigger refuse before insert on act for each row execute function refuse()");
    assertThat(run().orElseThrow().acts()).isEqualTo(2);
    assertThat(alerts.list()).extracting(AlertStore.Alert::kind).containsExactly("account");
    execute("drop trigger refuse on act");
    assertThat(run().orElseThrow().acts()).isEqualTo(1);
  }

  @Test
  void aRunThatDiedIsFinishedOrTakenBack() {
    fill(2);
    arm(Mode.ON, null);
    Run run = run().orElseThrow();
    execute("update run set state = 'deciding'");
    execute("update act set state = 'planned'");
    assertThat(run().orElseThrow().code()).isEqualTo(run.code());
    assertThat(number("select count(*) from act where state = 'queued'")).isEqualTo(2);
    execute("update run set state = 'deciding'");
    execute("update act set state = 'planned'");
    Run next = dunning.run(acme.company(), TODAY.plusDays(1), "schedule").orElseThrow();
    assertThat(next.acts()).isEqualTo(2);
    assertThat(list("select state from act order by id"))
        .containsExactly("cancelled", "cancelled", "queued", "queued");
  }

  private Optional<Run> run() {
    return dunning.run(acme.company(), TODAY, "schedule");
  }

  private void fill(int debtors) {
    for (int i = 1; i <= debtors; i++) {
      acme.item("i" + i, "D" + i, "EUR", "10", "2026-11-15");
    }
    acme.pull();
  }

  private void arm(Mode mode, String argument) {
    outward.set(acme.company(), new Outward(mode, argument), "claire");
  }

  private List<String> everything() {
    return list(
        """
        select 'act' || row(a.*)::text from act a union all select 'step' || row(s.*)::text from step s
        union all select 'decision' || row(d.*)::text from decision d union all select 'run' || row(r.*)::text from run r
        union all select 'state' || row(t.*)::text from account_state t union all select 'journal' || seq from journal
        order by 1""");
  }

  private List<String> list(String sql) {
    return database.jdbc().sql(sql).query(String.class).list();
  }

  private long number(String sql) {
    return database.jdbc().sql(sql).query(Long.class).single();
  }

  private void execute(String sql) {
    database.jdbc().sql(sql).update();
  }
}
