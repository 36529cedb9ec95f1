package io.relance.store;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.ledger.Proof;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings the staged records into the ledger: one statement per table, in the caller's transaction.
 */
public final class Merge {
  /**
   * What it did.
   *
   * @param changed items new or changed, settled ones among them
   * @param retired items that did not come and are gone
   */
  public record Outcome(long changed, long retired) {
    static final Outcome NONE = new Outcome(0, 0);
  }

  /** SQLSTATE cardinality_violation: one statement would write a row twice. */
  private static final String TWICE = "21000";

  private static final List<String> BEFORE = List.of("company", "debtors", "contacts", "accounts");

  private final JdbcClient jdbc;
  private final long company;
  private final Instant started;
  private final Instant now;

  Merge(JdbcClient jdbc, long company, Instant started, Instant now) {
    this.jdbc = jdbc;
    this.company = company;
    this.started = started;
    this.now = now;
  }

  Outcome run(Sweep.Mode mode) {
    statement("ledger/lock-merge").query(Integer.class).single();
    BEFORE.forEach(table -> statement("ledger/merge-" + table).update());
    long changed = items();
    long retired;
    if (mode == Sweep.Mode.SWEEP) {
      retired = moving("ledger/retire-items");
      statement("ledger/retire-contacts").update();
    } else {
      retired = moving("ledger/retire-document-items");
    }
    statement("ledger/merge-payments").update();
    statement("ledger/merge-quotes").update();
    jdbc.sql(Sql.of("ledger/mark-touched")).update();
    return new Outcome(changed, retired);
  }

  /** An item twice and another not at all are as many as the ERP counts: that shows only here. */
  private long items() {
    try {
      return moving("ledger/merge-items");
    } catch (BadSqlGrammarException e) {
      if (TWICE.equals(e.getSQLException().getSQLState())) {
        throw new SourceTrouble(
            Kind.LIES,
            "an item came twice and another one not at all, though as many came as the ERP counts;"
                + " nothing was changed, it is read again at the next pull",
            e);
      }
      throw e;
    }
  }

  /** After {@link #run}: the items staged are known as they came. */
  void remember() {
    statement("ledger/remember-items").param("started", At.of(started)).update();
  }

  /** Notes that the feed is whole up to here. Returns false when a held sweep still stands. */
  boolean healthy(Sweep.Opening opening, Proof proof) {
    return jdbc.sql(Sql.of("ledger/feed-healthy"))
        .param("company", company)
        .param("cursor", proof.cursor())
        .param("mark", proof.mark())
        .param("identity", proof.identity())
        .param("mode", opening.mode().text())
        .param("started", At.of(started))
        .query(Boolean.class)
        .single();
  }

  private long moving(String name) {
    return statement(name).param("started", At.of(started)).param("now", At.of(now)).update();
  }

  private JdbcClient.StatementSpec statement(String name) {
    return jdbc.sql(Sql.of(name)).param("company", company);
  }
}
