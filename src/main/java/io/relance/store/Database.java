package io.relance.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The one pool, its migrations and its transactions. */
public final class Database implements AutoCloseable {
  /** A server that says nothing for so long is gone; the URL may say otherwise. */
  private static final String SILENT_SECONDS = "900";

  private final HikariDataSource pool;
  private final TransactionTemplate transactions;
  private final JdbcClient jdbc;

  private Database(HikariDataSource pool) {
    this.pool = pool;
    this.transactions = new TransactionTemplate(new DataSourceTransactionManager(pool));
    this.jdbc = JdbcClient.create(pool);
  }

  /**
   * Opens the pool and brings the schema to this version's state.
   *
   * @param url jdbc:postgresql://…
   * @param size most connections at once; Camel, Quartz and the stores share them
   */
  public static Database open(String url, String user, String password, int size) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("relance");
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(size);
    config.setMinimumIdle(Math.min(2, size));
    config.setConnectionTimeout(10_000);
    config.setConnectionInitSql("set random_page_cost = 1.1");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("socketTimeout", SILENT_SECONDS);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    config.addDataSourceProperty("ApplicationName", "relance");
    Database database = new Database(new HikariDataSource(config));
    database.migrate();
    return database;
  }

  /** One that nobody can reach: for looking at all that needs no database. */
  public static Database unreached() {
    return new Database(new HikariDataSource());
  }

  private void migrate() {
    Flyway.configure().dataSource(pool).locations("classpath:db/migration").load().migrate();
  }

  /** Version and durability, for people: "PostgreSQL 17.6, fsync on, synchronous_commit on". */
  public String describe() {
    return jdbc.sql(Sql.of("describe")).query(String.class).single();
  }

  /** The pool itself, for Camel and Quartz. */
  public DataSource dataSource() {
    return pool;
  }

  /**
   * Statements outside a transaction commit one by one; inside {@link #inTransaction} they commit
   * together.
   */
  public JdbcClient jdbc() {
    return jdbc;
  }

  /**
   * Runs the work in one transaction, joined by everything that uses {@link #jdbc()} on this
   * thread.
   */
  public <T> T inTransaction(Supplier<T> work) {
    return transactions.execute(status -> work.get());
  }

  /** As {@link #inTransaction(Supplier)}, for work without an answer. */
  public void inTransaction(Runnable work) {
    transactions.executeWithoutResult(status -> work.run());
  }

  /** Runs the reading work in one transaction that sees one state of the database throughout. */
  public void inSnapshot(Runnable work) {
    TransactionTemplate reading = new TransactionTemplate(transactions.getTransactionManager());
    reading.setReadOnly(true);
    reading.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    reading.executeWithoutResult(status -> work.run());
  }

  @Override
  public void close() {
    pool.close();
  }
}
