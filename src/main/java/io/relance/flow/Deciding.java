package io.relance.flow;

import io.relance.policy.Decision;
import io.relance.policy.Policies;
import io.relance.store.AccountStore;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.Decided;
import io.relance.store.DecisionWriter;
import io.relance.store.Known;
import io.relance.store.RunStore.Run;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides every account of a company that is to be looked at, in a stream, lot by lot. */
final class Deciding {
  private static final Logger LOG = LoggerFactory.getLogger(Deciding.class);
  private static final int LOT = 5_000;

  private final Database database;
  private final AccountStore accounts;
  private final Supplier<Policies> policies;
  private final AlertStore alerts;

  Deciding(Database database, Supplier<Policies> policies, AlertStore alerts) {
    this.database = database;
    this.accounts = new AccountStore(database);
    this.policies = policies;
    this.alerts = alerts;
  }

  /** Returns how many accounts were decided. */
  int all(Run run) {
    Policies now = policies.get();
    int[] decided = {0};
    try (DecisionWriter writer = new DecisionWriter(database, run.id(), run.businessDay())) {
      Readahead.<Known>each(
          LOT,
          each -> accounts.toReview(run.companyId(), run.businessDay(), each),
          lot -> decided[0] += write(writer, decide(now, lot, run.businessDay())));
    }
    return decided[0];
  }

  private List<Decided> decide(Policies now, List<Known> lot, LocalDate day) {
    List<Decided> decided = new ArrayList<>(lot.size());
    lot.forEach(known -> one(now, known, day).ifPresent(decided::add));
    return decided;
  }

  private Optional<Decided> one(Policies now, Known known, LocalDate day) {
    try {
      Decision decision = now.decide(known.account(), day);
      return Optional.of(new Decided(known, decision));
    } catch (RuntimeException e) {
      isolate(known, e);
      return Optional.empty();
    }
  }

  private int write(DecisionWriter writer, List<Decided> lot) {
    try {
      writer.write(lot);
      return lot.size();
    } catch (RuntimeException e) {
      LOG.warn("{} decisions failed together, trying them one by one: {}", lot.size(), Cause.of(e));
      return oneByOne(writer, lot);
    }
  }

  private int oneByOne(DecisionWriter writer, List<Decided> lot) {
    int written = 0;
    for (Decided decided : lot) {
      try {
        writer.write(List.of(decided));
        written++;
      } catch (RuntimeException e) {
        isolate(decided.known(), e);
      }
    }
    return written;
  }

  private void isolate(Known known, RuntimeException cause) {
    String account = known.account().company() + " account " + known.account().id();
    if (alerts.raise("account", account, "cannot be decided: " + Cause.of(cause))) {
      LOG.error("{} cannot be decided; the others go on", account, cause);
    }
  }
}
