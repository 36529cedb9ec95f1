package io.relance.flow;

import io.relance.outbox.Act;
import io.relance.outbox.Verdict;
import io.relance.outbox.Verdict.Stands;
import io.relance.policy.Account;
import io.relance.policy.Decision;
import io.relance.policy.Level;
import io.relance.policy.Policies;
import io.relance.store.AccountStore;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.Draft;
import io.relance.store.OutwardStore.Mode;
import io.relance.store.OutwardStore.Outward;
import io.relance.store.RunStore;
import io.relance.store.RunStore.Run;
import io.relance.store.SiblingStore;
import io.relance.store.SiblingStore.Unheard;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A message did not arrive although others of its level did: what its policy names {@code else}
 * takes its place. It is decided, and decided again before it leaves, as if those others had not
 * left: whoever paid, is held or hears a higher level by now gets nothing.
 */
final class Instead {
  private static final Logger LOG = LoggerFactory.getLogger(Instead.class);

  private final Database database;
  private final RunStore runs;
  private final AccountStore accounts;
  private final SiblingStore siblings;
  private final AlertStore alerts;
  private final Timing timing;

  Instead(Database database, RunStore runs, AlertStore alerts, Timing timing) {
    this.database = database;
    this.runs = runs;
    this.accounts = new AccountStore(database);
    this.siblings = new SiblingStore(database);
    this.alerts = alerts;
    this.timing = timing;
  }

  /** Plans them in this run, each in a commit of its own; those that must wait, tomorrow. */
  void plan(Run run, String company, Outward to, Policies now) {
    if (to.mode() != Mode.ON && to.mode() != Mode.CANARY) {
      return;
    }
    for (Unheard one : siblings.unheard(run, to)) {
      way(one, now)
          .filter(way -> !one.tried(way))
          .ifPresent(way -> isolated(run, company, to, now, one, way));
    }
  }

  private static Optional<Level.Channel> way(Unheard one, Policies now) {
    Act act = one.act();
    return now.find(act.policy())
        .flatMap(policy -> policy.find(act.level()))
        .flatMap(level -> level.find(act.channel(), act.role()))
        .flatMap(channel -> Optional.ofNullable(channel.fallback()));
  }

  private void isolated(
      Run run, String company, Outward to, Policies now, Unheard one, Level.Channel way) {
    try {
      database.inTransaction(() -> plan(run, to, now, one, way));
    } catch (RuntimeException e) {
      String account = company + " account " + one.act().account();
      LOG.error("{}: {} cannot be planned; the others go on", run.code(), account, e);
      alerts.raise("account", account, "cannot be planned: " + Cause.of(e));
    }
  }

  private void plan(Run run, Outward to, Policies now, Unheard one, Level.Channel way) {
    Act act = one.act();
    Account account = accounts.read(List.of(act.account()), List.of()).get(0);
    Account before = Siblings.of(siblings, now, List.of(act)).before(act, account);
    Decision decision = now.decide(before, run.businessDay());
    Account seen = now.seen(before, run.businessDay());
    boolean merged = seen != before;
    boolean barred = merged && !runs.barred(Set.of(act.account()), to).isEmpty();
    if (!barred
        && Verdict.of(act, decision) instanceof Stands stands
        && seen.reach().ways(stands.level()).contains(way)) {
      Draft draft = Draft.by(way, decision, stands.ask(), one.decision(), seen, merged);
      List<Long> planned = runs.plan(run, act.businessDay(), false, List.of(draft));
      timing.foresee(planned);
      runs.beginInstead(act.id(), planned);
    }
    runs.planned(run, List.of(act.account()));
  }
}
