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
  /** Most decisions of a lot: their ids are one block of the sequence (5,000). */
  public static final int LOT = 4_000;

  private static final int CHUNK = 64_000;

  private final long run;
  private final LocalDate day;
  private final Connection connection;
  private final JdbcClient jdbc;
  private final BinaryRows binary = new BinaryRows();
  private final DecisionRow decision = new DecisionRow(binary);
  private final CopyRow row = new CopyRow();

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

  /**
   * Records the lot (at most {@link #LOT}) and commits; all of it or, when it throws, nothing.
   *
   * @return how many answers changed
   */
  public int write(List<Decided> lot) {
    try {
      List<Decided> changed = lot.stream().filter(Decided::changed).toList();
      long first = jdbc.sql(Sql.of("account/decision-ids")).query(Long.class).single();
      copyDecisions(changed, first);
      copyDecided(lot, first);
      jdbc.sql(Sql.of("account/put-in-force")).update();
      connection.commit();
      return changed.size();
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

  private void copyDecisions(List<Decided> changed, long first) throws SQLException {
    copy(
        "account/copy-decisions",
        copy -> {
          binary.start();
          long id = first;
          for (Decided decided : changed) {
            decision.add(id++, run, day, decided.decision());
            if (binary.length() > CHUNK) {
              copy.writeToCopy(binary.bytes(), 0, binary.length());
              binary.clear();
            }
          }
          binary.end();
          copy.writeToCopy(binary.bytes(), 0, binary.length());
        });
  }

  private void copyDecided(List<Decided> lot, long first) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(Sql.of("account/decided"));
    }
    copy(
        "account/copy-decided",
        copy -> {
          row.clear();
          long id = first;
          for (Decided decided : lot) {
            inForce(decided, decided.changed() ? Long.toString(id++) : null);
          }
          copy.writeToCopy(row.bytes(), 0, row.length());
        });
  }

  private void inForce(Decided decided, @Nullable String id) {
    row.plain(decided.decision().account()).plain(decided.known().version());
    row.plain(decided.decision().until().toString()).plain(decided.digest()).add(id);
    row.plain(decided.decision().outcome() == Outcome.CONTACT ? "t" : "f").end();
  }

  /** Sends rows into an open COPY. */
  private interface Rows {
    void into(CopyIn copy) throws SQLException;
  }

  private void copy(String name, Rows rows) throws SQLException {
    CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(Sql.of(name));
    try {
      rows.into(copy);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
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
