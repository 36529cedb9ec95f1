package io.relance.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** One thing of one company at a time, over all hub processes: held as long as its connection. */
public final class CompanyLock implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CompanyLock.class);

  private final Connection connection;
  private final JdbcClient jdbc;
  private final String what;
  private final long company;

  private CompanyLock(Connection connection, String what, long company) {
    this.connection = connection;
    this.jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    this.what = what;
    this.company = company;
  }

  /** Takes the lock; empty when somebody has it. */
  public static Optional<CompanyLock> find(Database database, String what, long company) {
    try {
      CompanyLock lock = new CompanyLock(database.dataSource().getConnection(), what, company);
      if (lock.does("ledger/lock-company")) {
        return Optional.of(lock);
      }
      lock.connection.close();
      return Optional.empty();
    } catch (SQLException e) {
      throw new StoreTrouble("no connection for the lock '" + what + "'", e);
    }
  }

  private boolean does(String name) {
    return jdbc.sql(Sql.of(name))
        .param("what", what)
        .param("company", company)
        .query(Boolean.class)
        .single();
  }

  @Override
  public void close() {
    try (connection) {
      does("ledger/unlock-company");
    } catch (SQLException | org.springframework.dao.DataAccessException e) {
      LOG.warn("the lock '{}' went with its connection: {}", what, e.getMessage());
    }
  }
}
