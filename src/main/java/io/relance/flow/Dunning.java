package io.relance.flow;

import io.relance.journal.Entry;
import io.relance.policy.Policies;
import io.relance.store.AlertStore;
import io.relance.store.CompanyLock;
import io.relance.store.Database;
import io.relance.store.HoldStore;
import io.relance.store.JournalStore;
import io.relance.store.LedgerStore;
import io.relance.store.OutwardStore;
import io.relance.store.OutwardStore.Mode;
import io.relance.store.OutwardStore.Outward;
import io.relance.store.RunStore;
import io.relance.store.RunStore.Company;
import io.relance.store.RunStore.Run;
import io.relance.store.UnreachableStore;
import io.relance.store.WaitStore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spine: decides every account that is due, plans acts where the switch lets it, and releases
 * them unless a person must look first. The same run repeated changes nothing.
 */
public final class Dunning {
  private static final Logger LOG = LoggerFactory.getLogger(Dunning.class);

  private final Database database;
  private final RunStore runs;
  private final OutwardStore outward;
  private final JournalStore journal;
  private final AlertStore alerts;
  private final Limits limits;
  private final Clock clock;
  private final Deciding deciding;
  private final Planning planning;
  private final UnreachableStore unreachable;
  private final HoldStore holds;

  public Dunning(
      Database database,
      Supplier<Policies> policies,
      AlertStore alerts,
      JournalStore journal,
      Limits limits,
      Clock clock) {
    this.database = database;
    this.runs = new RunStore(database, clock);
    this.outward = new OutwardStore(database, journal, clock);
    this.journal = journal;
    this.alerts = alerts;
    this.limits = limits;
    this.clock = clock;
    this.deciding = new Deciding(database, policies, alerts);
    this.unreachable = new UnreachableStore(database, clock);
    this.holds = new HoldStore(database, journal, alerts, clock);
    Timing timing = new Timing(new WaitStore(database, ""), policies, clock);
    this.planning = new Planning(database, runs, policies, alerts, timing);
  }

  /** Today's run of every company; one's trouble never stops the others. */
  public void runAll(String operator) {
    for (Company company : runs.companies()) {
      try {
        run(company, LocalDate.now(clock.withZone(company.zoneId())), operator);
        alerts.clear("run", company.name());
      } catch (RuntimeException e) {
        LOG.error("{}: the run failed", company.name(), e);
        alerts.raise("run", company.name(), "the run failed: " + Cause.of(e));
      }
    }
  }

  /**
   * Decides and plans one company's day.
   *
   * @param businessDay in the company's zone
   * @param operator a person's name, or "schedule"
   * @return the run; empty when there was nothing to do, the ledger is too old, or another process
   *     is at it
   */
  public Optional<Run> run(long companyId, LocalDate businessDay, String operator) {
    return run(runs.company(companyId), businessDay, operator);
  }

  private Optional<Run> run(Company company, LocalDate day, String operator) {
    if (stale(company)) {
      return Optional.empty();
    }
    try (CompanyLock lock = CompanyLock.find(database, "run", company.id()).orElse(null)) {
      if (lock == null) {
        LOG.info("{}: another process is deciding", company.name());
        return Optional.empty();
      }
      return locked(company, day, operator);
    }
  }

  private boolean stale(Company company) {
    Optional<String> doubt =
        LedgerStore.doubt(database, company.id(), clock.instant(), limits.age());
    if (doubt.isEmpty()) {
      alerts.clear("ledger", company.name());
    } else if (alerts.raise("ledger", company.name(), "no run: " + doubt.get())) {
      LOG.warn("{}: no run: {}", company.name(), doubt.get());
    }
    return doubt.isPresent();
  }

  private Optional<Run> locked(Company company, LocalDate day, String operator) {
    runs.settle(company.id());
    Optional<Run> left = pickUp(company, day);
    planning.lookAgain(company.id(), day);
    reachableAgain(company.id());
    holds.endMended(company.id());
    alerts.clearOvertaken(company.id());
    Outward to = outward.get(company.id());
    if (left.isEmpty() && !runs.hasWork(company.id(), day, to)) {
      return Optional.empty();
    }
    Run run = left.orElseGet(() -> runs.get(runs.create(company.id(), day, operator, to)));
    Instant began = clock.instant();
    int decided = deciding.all(run, company.name());
    for (int pass = 0; pass < 3 && planning.all(run, company.name(), to); pass++) {
      decided += deciding.all(run, company.name());
    }
    alerts.clearUnseen("account", company.name() + " account ", began);
    return release(run, company, to, decided);
  }

  /** Unreachable debtors whose contacts changed are no longer listed, but decided. */
  private void reachableAgain(long company) {
    unreachable
        .lookAgain(company)
        .forEach(account -> alerts.clear("address", Unwritten.subject(account)));
  }

  /** A run of today that a dead process left goes on; one of an earlier day is taken back. */
  private Optional<Run> pickUp(Company company, LocalDate day) {
    Optional<Run> today = Optional.empty();
    for (Run run : runs.left(company.id())) {
      if (run.businessDay().equals(day)) {
        today = Optional.of(run);
      } else {
        takeBack(run, "hub", "the process that planned it ended", day);
      }
    }
    return today;
  }

  private Optional<Run> release(Run run, Company company, Outward to, int decided) {
    return database.inTransaction(
        () -> {
          Optional<String> surge = to.mode() == Mode.REDIRECT ? Optional.empty() : surge(run);
          if (surge.isPresent()) {
            runs.stand(run, "held", surge.get(), decided);
            alerts.raise("surge", run.code(), company.name() + ": " + surge.get());
          } else {
            runs.release(run.id());
            runs.stand(run, state(run), null, decided);
          }
          return runs.dropEmpty(run.id())
              ? Optional.empty()
              : Optional.of(told(run.id(), run.operator(), null));
        });
  }

  private Optional<String> surge(Run run) {
    int acts = runs.count(run.id()).acts() + runs.othersToday(run);
    Optional<Double> usual = runs.usual(run);
    double most =
        usual
            .map(median -> Math.max(median * limits.factor(), limits.floor()))
            .orElse((double) limits.first());
    String than =
        usual
            .map(
                median -> "more than " + limits.factor() + " times the usual " + Math.round(median))
            .orElse("more than " + limits.first() + " on first sight");
    return acts > most
        ? Optional.of(
            acts + " acts are " + than + "; look at it, then: relance approve " + run.code())
        : Optional.empty();
  }

  private String state(Run run) {
    RunStore.Count count = runs.count(run.id());
    if (count.acts() == 0) {
      return "done";
    }
    return count.approvals() > 0 ? "planned" : "executing";
  }

  private Run told(long id, String actor, @Nullable String what) {
    Run run = runs.get(id);
    journal.append(
        List.of(
            new Entry(
                clock.instant(),
                what == null ? "run " + run.state() : what,
                actor,
                run.companyId(),
                null,
                null,
                Map.of(
                    "run", run.code(),
                    "accounts", String.valueOf(run.accounts()),
                    "acts", String.valueOf(run.acts()),
                    "totals", run.totals()),
                null,
                null)));
    LOG.info("{} {}: {} decided, {} acts", run.code(), run.state(), run.accounts(), run.acts());
    return run;
  }

  /**
   * A person says yes to a held run or to acts that need approval: they are queued, except those
   * whose set of items, level or policy is no longer what was planned; these are cancelled and
   * decided again.
   *
   * @throws java.util.NoSuchElementException when there is no such run
   * @throws IllegalStateException when it does not wait for anybody, or the switch is off
   */
  public Run approve(String code, String person) {
    Run run = waiting(code);
    if (outward.get(run.companyId()).mode() == Mode.OFF) {
      throw new IllegalStateException("nothing may leave: arm the company first (relance arm)");
    }
    Company company = runs.company(run.companyId());
    return database.inTransaction(
        () -> {
          planning.approve(run, person, LocalDate.now(clock.withZone(company.zoneId())));
          runs.stand(run, runs.count(run.id()).acts() == 0 ? "done" : "executing", null, 0);
          alerts.clear("surge", code);
          return told(run.id(), person, "run approved");
        });
  }

  /**
   * A person takes the run back: what has not left is cancelled, its steps are free, its accounts
   * are looked at again tomorrow.
   *
   * <p>A run of which anything left or is on its way is no cancelled one: it goes on to be done.
   *
   * @throws java.util.NoSuchElementException when there is no such run
   * @throws IllegalStateException when nothing of it is left to take back, or it is being decided
   */
  public Run cancel(String code, String person) {
    Company company = runs.company(runs.find(code).orElseThrow(() -> unknown(code)).companyId());
    try (CompanyLock lock = CompanyLock.find(database, "run", company.id()).orElse(null)) {
      if (lock == null) {
        throw new IllegalStateException(
            company.name() + " is being decided this very moment: try again when that is done");
      }
      Run run = runs.find(code).orElseThrow(() -> unknown(code));
      if (runs.unsent(run.id()).isEmpty()) {
        throw new IllegalStateException(
            "run " + code + " is " + run.state() + ": nothing of it is left to take back");
      }
      LocalDate today = LocalDate.now(clock.withZone(company.zoneId()));
      takeBack(run, person, "run cancelled by " + person, today.plusDays(1));
      alerts.clear("surge", code);
      return runs.get(run.id());
    }
  }

  private void takeBack(Run run, String actor, String cause, LocalDate lookAgain) {
    database.inTransaction(
        () -> {
          runs.leaveUntil(runs.cancel(runs.unsent(run.id()), cause), lookAgain);
          runs.stand(run, runs.leaves(run.id()) ? "executing" : "cancelled", cause, 0);
          runs.settle(run.companyId());
          told(run.id(), actor, "run cancelled");
        });
  }

  private Run waiting(String code) {
    Run run = runs.find(code).orElseThrow(() -> unknown(code));
    if (!run.state().equals("held") && !run.state().equals("planned")) {
      throw new IllegalStateException(
          "run " + code + " is " + run.state() + ": it does not wait for anybody");
    }
    return run;
  }

  private static java.util.NoSuchElementException unknown(String code) {
    return new java.util.NoSuchElementException(
        "no run " + code + "; a code looks like R20261121-acme-1-01");
  }
}
