package io.relance.store;

import io.relance.ledger.RecordType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One connection with its staging tables (temporary: gone with the connection). Pages go in by
 * COPY, merges run on the same connection: when it is lost, so are its locks and all it staged.
 */
final class Staging implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Staging.class);
  private static final int CHUNK = 64_000;
  private static final int FETCHED_AT_ONCE = 10_000; // in a transaction; else PostgreSQL sends all

  private final Connection connection;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final CopyRow row = new CopyRow();
  private final Digests digests = new Digests();
  private long seq;

  Staging(Connection connection) {
    this.connection = connection;
    SingleConnectionDataSource only = new SingleConnectionDataSource(connection, true);
    JdbcTemplate template = new JdbcTemplate(only);
    template.setFetchSize(FETCHED_AT_ONCE);
    this.jdbc = JdbcClient.create(template);
    this.transactions = new TransactionTemplate(new DataSourceTransactionManager(only));
    execute("ledger/staging");
    execute("ledger/staging-empty"); // a full disk may have kept the one before from doing so
  }

  JdbcClient jdbc() {
    return jdbc;
  }

  <T> T inTransaction(Supplier<T> work) {
    try {
      return transactions.execute(status -> work.get());
    } catch (DataAccessResourceFailureException e) {
      if (e.getRootCause() instanceof SQLException words) {
        throw new StoreTrouble("cannot settle the sweep, nothing of it counts", words);
      }
      throw e;
    }
  }

  /** The company's lock, for as long as this connection lives; false when another has it. */
  boolean lock(long company) {
    return jdbc.sql(Sql.of("ledger/lock-company"))
        .param("what", "sweep")
        .param("company", company)
        .query(Boolean.class)
        .single();
  }

  void unlock(long company) {
    try {
      jdbc.sql(Sql.of("ledger/unlock-company"))
          .param("what", "sweep")
          .param("company", company)
          .query(Boolean.class)
          .single();
    } catch (org.springframework.dao.DataAccessException e) {
      LOG.warn("the lock on company {} went with its connection: {}", company, e.getMessage());
    }
  }

  /** Runs a file of several statements without parameters. */
  void execute(String name) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(Sql.of(name));
    } catch (SQLException e) {
      throw new StoreTrouble("cannot prepare the staging tables", e);
    }
  }

  /** As {@link #page(String, RecordType, InputStream, RollCall)}, all of it. */
  int page(String company, RecordType type, InputStream json) {
    return page(company, type, json, RollCall.ofNobody());
  }

  /**
   * Stages what one page tells anew; nothing of it when it throws.
   *
   * @param unchanged takes the items that need no staging
   * @return how many records it held
   * @throws io.relance.connector.SourceTrouble when it cannot be believed
   */
  int page(String company, RecordType type, InputStream json, RollCall unchanged) {
    try {
      CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(target(type));
      try {
        row.clear();
        int count =
            new Page(company, type).read(json, values -> add(copy, type, values, unchanged));
        flush(copy);
        copy.endCopy();
        return count;
      } finally {
        if (copy.isActive()) { // not when the server ended it: its own reason is the one to tell
          copy.cancelCopy();
        }
      }
    } catch (SQLException e) {
      throw new StoreTrouble(company + ": cannot stage a page of " + type.text() + " records", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(CopyIn copy, RecordType type, @Nullable String[] values, RollCall unchanged)
      throws IOException {
    int start = row.length();
    row.plain(++seq);
    int record = row.length();
    for (String value : values) {
      row.add(value);
    }
    if (type == RecordType.ITEM) {
      UUID digest = digests.of(row.bytes(), record, row.length());
      if (unchanged.notes(values, digest)) {
        row.cut(start);
        return;
      }
      row.plain(digest.toString());
    }
    row.end();
    if (row.length() > CHUNK) {
      try {
        flush(copy);
      } catch (SQLException e) {
        throw new IOException(e);
      }
    }
  }

  private void flush(CopyIn copy) throws SQLException {
    copy.writeToCopy(row.bytes(), 0, row.length());
    row.clear();
  }

  private static String target(RecordType type) {
    return Sql.of("ledger/copy-" + type.name().toLowerCase(Locale.ROOT));
  }

  /** Gives the connection back, its staging tables empty. */
  @Override
  public void close() {
    try (connection) {
      execute("ledger/staging-empty");
    } catch (SQLException | StoreTrouble e) {
      LOG.warn("a staging connection was lost; what it staged went with it: {}", e.getMessage());
    }
  }
}
