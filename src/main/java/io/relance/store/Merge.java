package io.relance.store;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.ledger.Proof;
import io.relance.outbox.BusinessDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

  /** What did not come with a whole reading is absent: settled, or only gone. */
  Outcome run(Sweep.Mode mode, String absentAs) {
    statement("ledger/lock-merge").query(Integer.class).single();
    BEFORE.forEach(table -> statement("ledger/merge-" + table).update());
    long changed = items();
    long retired;
    if (mode == Sweep.Mode.SWEEP) {
      retired = moving("ledger/retire-items", absentAs);
      statement("ledger/retire-contacts").update();
    } else {
      retired = moving("ledger/retire-document-items", absentAs);
    }
    statement("ledger/merge-payments").param("now", At.of(now)).update();
    statement("ledger/merge-quotes").update();
    jdbc.sql(Sql.of("ledger/mark-touched")).update();
    return new Outcome(changed, retired);
  }

  /** An item twice and another not at all are as many as the ERP counts: that shows only here. */
  private long items() {
    try {
      return moving("ledger/merge-items", "");
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
  boolean healthy(Sweep.Opening reading, Proof proof) {
    Instant asOf = proof.asOf() == null ? started : proof.asOf();
    return statement("ledger/feed-healthy")
        .param("cursor", proof.cursor())
        .param("mark", proof.mark())
        .param("identity", proof.identity())
        .param("mode", reading.mode().text())
        .param("asOf", At.of(asOf))
        .param("freshUntil", freshUntil(reading, asOf))
        .query(Boolean.class)
        .single();
  }

  /** Where nothing can be read again before it is sent, the whole reading itself must be young. */
  private static @Nullable OffsetDateTime freshUntil(Sweep.Opening reading, Instant asOf) {
    LocalDate day = LocalDate.ofInstant(asOf, reading.zone());
    LocalDate last = BusinessDays.after(day, reading.source().snapshotDays());
    return reading.lookups()
        ? null
        : At.of(last.plusDays(1).atStartOfDay(reading.zone()).toInstant());
  }

  private long moving(String name, String absentAs) {
    return statement(name)
        .param("started", At.of(started))
        .param("now", At.of(now))
        .param("as", absentAs)
        .update();
  }

  private JdbcClient.StatementSpec statement(String name) {
    return jdbc.sql(Sql.of(name)).param("company", company);
  }
}
