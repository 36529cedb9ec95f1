package io.relance.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Records decisions in bulk: a row where the answer changed, and for every account when it is to be
 * looked at again. Each lot is one commit. Not for several threads.
 */
public final class DecisionWriter implements AutoCloseable {
  private final Connection connection;
  private final JdbcClient jdbc;

  public DecisionWriter(Database database) {
    try {
      this.connection = database.dataSource().getConnection();
      this.connection.setAutoCommit(false);
      this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    } catch (SQLException e) {
      throw new StoreTrouble("no connection to record decisions", e);
    }
  }

  /**
   * Records the lot and commits; all of it or, when it throws, nothing.
   *
   * @return how many answers changed
   */
  public int write(DecisionLot lot) {
    try {
      int changed = lot.number(jdbc.sql(Sql.of("account/decision-ids")).query(Long.class).single());
      copy("account/copy-decisions", lot.decisions);
      try (Statement statement = connection.createStatement()) {
        statement.execute(Sql.of("account/decided"));
      }
      copy("account/copy-decided", lot.states);
      jdbc.sql(Sql.of("account/put-in-force")).update();
      jdbc.sql(Sql.of("event/decided")).update();
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

  private void copy(String name, BinaryRows rows) throws SQLException {
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
