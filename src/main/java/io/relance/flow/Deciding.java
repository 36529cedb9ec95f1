package io.relance.flow;

import io.relance.policy.Policies;
import io.relance.store.AccountStore;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.DecisionLot;
import io.relance.store.DecisionWriter;
import io.relance.store.Known;
import io.relance.store.RunStore.Run;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides every account of a company that is to be looked at, in a stream, lot by lot. */
final class Deciding {
  private static final Logger LOG = LoggerFactory.getLogger(Deciding.class);

  /** Accounts handed from reading to deciding: few, so that both begin at once. */
  private static final int HANDFUL = 500;

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
  int all(Run run, String company) {
    int[] decided = {0};
    try (DecisionWriter writer = new DecisionWriter(database)) {
      Readahead.<DecisionLot>each(
          1,
          full -> decide(run, company, full),
          lots -> lots.forEach(lot -> decided[0] += write(company, writer, lot)));
    }
    return decided[0];
  }

  private void decide(Run run, String company, Consumer<DecisionLot> full) {
    Filling filling = new Filling(run, company, full);
    AccountStore also = accounts.paidSince(filling.now.thanksSince(run.businessDay()));
    Readahead.<Known>each(
        HANDFUL,
        known -> also.toReview(run.companyId(), run.businessDay(), known),
        handful -> handful.forEach(filling::decide));
    filling.end();
  }

  /** Decides one account after the other, into one lot after the other. */
  private final class Filling {
    private final Policies now = policies.get();
    private final Run run;
    private final String company;
    private final Consumer<DecisionLot> full;
    private DecisionLot lot;

    Filling(Run run, String company, Consumer<DecisionLot> full) {
      this.run = run;
      this.company = company;
      this.full = full;
      this.lot = empty();
    }

    void decide(Known known) {
      try {
        lot.add(known, now.decide(known.account(), run.businessDay()));
      } catch (RuntimeException e) {
        isolate(company, known.account().id(), e);
      }
      if (lot.full()) {
        end();
      }
    }

    void end() {
      if (lot.size() > 0) {
        full.accept(lot);
        lot = empty();
      }
    }

    private DecisionLot empty() {
      return new DecisionLot(run.id(), run.businessDay());
    }
  }

  private int write(String company, DecisionWriter writer, DecisionLot lot) {
    try {
      writer.write(lot);
      return lot.size();
    } catch (RuntimeException e) {
      LOG.warn("{} decisions failed together, trying them one by one: {}", lot.size(), Cause.of(e));
      return oneByOne(company, writer, lot);
    }
  }

  private int oneByOne(String company, DecisionWriter writer, DecisionLot lot) {
    int written = 0;
    for (DecisionLot single : lot.singles()) {
      try {
        writer.write(single);
        written++;
      } catch (RuntimeException e) {
        isolate(company, single.accounts().get(0), e);
      }
    }
    return written;
  }

  private void isolate(String company, long id, RuntimeException cause) {
    String account = company + " account " + id;
    if (alerts.raise("account", account, "cannot be decided: " + Cause.of(cause))) {
      LOG.error("{} cannot be decided; the others go on", account, cause);
    }
  }
}
