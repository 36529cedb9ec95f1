package io.relance.store;

import io.relance.policy.Decision.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Records decisions in bulk: a row where the answer changed, and for every account when it is to be
 * looked at again. Each lot is one commit. Not for several threads.
 */
public final class DecisionWriter implements AutoCloseable {
  private static final int CHUNK = 64_000;

  private final long run;
  private final LocalDate day;
  private final Connection connection;
  private final JdbcClient jdbc;
  private final CopyRow row = new CopyRow();
  private final DecisionRow decision = new DecisionRow(row);

  public DecisionWriter(Database database, long run, LocalDate day) {
    this.run = run;
    this.day = day;
    try {
      this.connection = database.dataSource().getConnection();
      this.connection.setAutoCommit(false);
      this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    } catch (SQLException e) {
      throw new StoreTrouble("no connection to record decisions", e);
    }
  }

  /** Most decisions of a lot: their ids are one block of the sequence. */
  public static final int LOT = 4_000;

  /**
   * Records the lot and commits; all of it or, when it throws, nothing.
   *
   * @return how many answers changed
   */
  public int write(List<Decided> lot) {
    try {
      int changed = (int) lot.stream().filter(Decided::changed).count();
      long first = jdbc.sql(Sql.of("account/decision-ids")).query(Long.class).single();
      copyDecisions(lot, first);
      copyDecided(lot, first);
      jdbc.sql(Sql.of("account/put-in-force")).update();
      connection.commit();
      return changed;
    } catch (SQLException | RuntimeException e) {
      throw undone(e);
    }
  }

  private RuntimeException undone(Exception cause) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
    return cause instanceof SQLException sql
        ? new StoreTrouble("cannot record decisions", sql)
        : (RuntimeException) cause;
  }

  private void copyDecisions(List<Decided> lot, long first) throws SQLException {
    long[] id = {first};
    copy(
        "account/copy-decisions",
        lot.stream().filter(Decided::changed).toList(),
        decided -> decision.add(id[0]++, run, day.toString(), decided.decision()));
  }

  private void copyDecided(List<Decided> lot, long first) throws SQLException {
    long[] id = {first};
    try (Statement statement = connection.createStatement()) {
      statement.execute(Sql.of("account/decided"));
    }
    copy(
        "account/copy-decided",
        lot,
        decided -> inForce(decided, decided.changed() ? Long.toString(id[0]++) : null));
  }

  private void inForce(Decided decided, @Nullable String id) {
    row.plain(decided.decision().account()).plain(decided.known().version());
    row.plain(decided.decision().until().toString()).plain(decided.digest());
    row.add(id);
    row.plain(decided.decision().outcome() == Outcome.CONTACT ? "t" : "f").end();
  }

  /** Adds one row to the buffer. */
  private interface Rows {
    void add(Decided decided);
  }

  private void copy(String name, List<Decided> lot, Rows rows) throws SQLException {
    if (lot.isEmpty()) {
      return;
    }
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(Sql.of(name));
    try {
      row.clear();
      for (Decided decided : lot) {
        rows.add(decided);
        if (row.length() > CHUNK) {
          flush(copy);
        }
      }
      flush(copy);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private void flush(CopyIn copy) throws SQLException {
    copy.writeToCopy(row.bytes(), 0, row.length());
    row.clear();
  }

  @Override
  public void close() {
    try (connection) {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      throw new StoreTrouble("cannot give a connection back", e);
    }
  }
}
