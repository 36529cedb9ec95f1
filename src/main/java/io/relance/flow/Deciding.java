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
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides every account of a company that is to be looked at, in a stream, lot by lot. */
final class Deciding {
  private static final Logger LOG = LoggerFactory.getLogger(Deciding.class);
  private static final int LOT = DecisionWriter.LOT;

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

  /** Reads, decides and records, each on a thread of its own. Returns how many were decided. */
  int all(Run run) {
    int[] decided = {0};
    try (DecisionWriter writer = new DecisionWriter(database, run.id(), run.businessDay())) {
      Readahead.<Decided>each(
          LOT, each -> decide(run, each), lot -> decided[0] += write(writer, lot));
    }
    return decided[0];
  }

  private void decide(Run run, Consumer<Decided> each) {
    Policies now = policies.get();
    Readahead.<Known>each(
        LOT,
        known -> accounts.toReview(run.companyId(), run.businessDay(), known),
        lot -> lot.forEach(known -> one(now, known, run.businessDay()).ifPresent(each)));
  }

  private Optional<Decided> one(Policies now, Known known, LocalDate day) {
    try {
      Decision decision = now.decide(known.account(), day);
      return Optional.of(Decided.of(known, decision));
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
