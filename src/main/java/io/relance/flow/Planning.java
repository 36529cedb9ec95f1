package io.relance.flow;

import io.relance.policy.Account;
import io.relance.policy.Decision;
import io.relance.policy.Decision.Outcome;
import io.relance.policy.Policies;
import io.relance.store.AccountStore;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.Draft;
import io.relance.store.Known;
import io.relance.store.OutwardStore.Mode;
import io.relance.store.OutwardStore.Outward;
import io.relance.store.RunStore;
import io.relance.store.RunStore.Planned;
import io.relance.store.RunStore.Run;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns decisions to contact into acts: lots of a hundred accounts, each its own commit. */
final class Planning {
  private static final Logger LOG = LoggerFactory.getLogger(Planning.class);

  private final Database database;
  private final RunStore runs;
  private final AccountStore accounts;
  private final Supplier<Policies> policies;
  private final AlertStore alerts;
  private final Timing timing;
  private final Instead instead;

  Planning(
      Database database,
      RunStore runs,
      Supplier<Policies> policies,
      AlertStore alerts,
      Timing timing) {
    this.database = database;
    this.runs = runs;
    this.accounts = new AccountStore(database);
    this.policies = policies;
    this.alerts = alerts;
    this.timing = timing;
    this.instead = new Instead(database, runs, alerts, timing);
  }

  /** Plans all that the switch lets; returns true when some must be decided again first. */
  boolean all(Run run, String company, Outward to) {
    boolean again = false;
    long after = 0;
    for (List<Long> lot = runs.toPlan(run.companyId(), to, after);
        !lot.isEmpty();
        lot = runs.toPlan(run.companyId(), to, after)) {
      again |= isolated(run, company, to, lot);
      after = lot.get(lot.size() - 1);
    }
    instead.plan(run, company, to, policies.get());
    return again;
  }

  private boolean isolated(Run run, String company, Outward to, List<Long> lot) {
    try {
      return database.inTransaction(() -> lot(run, to, lot));
    } catch (RuntimeException e) {
      if (lot.size() > 1) {
        LOG.warn(
            "{}: {} accounts failed together, trying them one by one: {}",
            run.code(),
            lot.size(),
            Cause.of(e));
        return lot.stream()
            .map(one -> isolated(run, company, to, List.of(one)))
            .reduce(false, Boolean::logicalOr);
      }
      String account = company + " account " + lot.get(0);
      LOG.error("{}: {} cannot be planned; the others go on", run.code(), account, e);
      alerts.raise("account", account, "cannot be planned: " + Cause.of(e));
      return false;
    }
  }

  private boolean lot(Run run, Outward to, List<Long> lot) {
    boolean rehearsal = to.mode() == Mode.REDIRECT;
    Map<Long, Long> inForce = runs.lock(lot);
    List<Draft> drafts = new ArrayList<>();
    List<Long> planned = new ArrayList<>();
    List<Long> again = new ArrayList<>();
    Policies now = policies.get();
    Set<Long> barred = runs.barred(inForce.keySet(), to);
    AccountStore also = accounts.paidSince(now.thanksSince(run.businessDay()));
    for (Known known : also.readKnown(inForce.keySet(), List.of())) {
      long id = known.account().id();
      Decision decision = now.decide(known.account(), run.businessDay());
      Long digest = known.digest();
      if (decision.outcome() == Outcome.CONTACT && digest != null && digest == decision.digest()) {
        Account seen = now.seen(known.account(), run.businessDay());
        boolean merged = seen != known.account();
        List<Draft> mine = Draft.of(decision, inForce.get(id), seen, merged, rehearsal);
        if (!barred.contains(id) || mine.stream().noneMatch(Draft::merged)) {
          drafts.addAll(mine);
          planned.add(id);
        }
      } else {
        again.add(id);
      }
    }
    timing.foresee(runs.plan(run, run.businessDay(), rehearsal, drafts));
    if (!rehearsal) {
      runs.planned(run, planned);
    }
    runs.decideAgain(again);
    return !again.isEmpty();
  }

  /** Queues what still stands; cancels the rest and has its accounts decided again. */
  void approve(Run run, String person, LocalDate today) {
    runs.approve(standing(runs.plannedActs(run.id()), today), person);
  }

  /**
   * Acts that wait for a person and of whose account something changed: those that no longer stand
   * are cancelled, before the account is decided.
   */
  void lookAgain(long company, LocalDate today) {
    database.inTransaction(() -> standing(runs.plannedOfChanged(company), today));
  }

  private Set<Long> standing(List<Planned> acts, LocalDate today) {
    Set<Long> ids = acts.stream().map(Planned::id).collect(Collectors.toSet());
    Set<Long> owners = acts.stream().map(Planned::accountId).collect(Collectors.toSet());
    Policies now = policies.get();
    Map<Long, Decision> decisions =
        accounts.paidSince(now.thanksSince(today)).read(owners, ids).stream()
            .collect(Collectors.toMap(Account::id, account -> now.decide(account, today)));
    Set<Long> good =
        acts.stream()
            .filter(act -> stands(act, decisions.get(act.accountId())))
            .map(Planned::id)
            .collect(Collectors.toSet());
    ids.removeAll(good);
    runs.decideAgain(runs.cancel(ids, "its items, level or policy changed since it was planned"));
    return good;
  }

  private static boolean stands(Planned act, Decision now) {
    return act.instead()
        || now.policy() != null
            && now.policy().name().equals(act.policy())
            && now.policy().version().equals(act.policyVersion())
            && now.acts().stream()
                .anyMatch(
                    ask ->
                        ask.level() == act.level()
                            && ask.item() == act.itemId()
                            && ask.purpose().name().equalsIgnoreCase(act.purpose())
                            && Draft.digest(ask) == act.itemsDigest());
  }
}
