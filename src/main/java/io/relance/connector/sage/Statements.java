package io.relance.connector.sage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import io.relance.connector.Producers;
import io.relance.connector.SourceTrouble;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.support.service.ServiceSupport;

/**
 * Asks one Sage 100 database: each statement stands in {@code connectors/sage/sql} and goes through
 * the kamelet sage-query. Each is a transaction of its own, so that no user waits for us.
 */
final class Statements {
  /** The most parties that one statement names. */
  static final int MOST_NAMED = 200;

  private final Access access;
  private final String pool;
  private final ProducerTemplate camel;

  private Statements(Access access, String pool, ProducerTemplate camel) {
    this.access = access;
    this.pool = pool;
    this.camel = camel;
  }

  /** Opens them; the actions of a source share one pool of connections, which the context stops. */
  static Statements of(CamelContext context, Access access) {
    String pool =
        "sage-"
            + Integer.toHexString(
                Objects.hash(access.url(), access.user(), access.password(), access.isolation()));
    return new Statements(access, bind(context, pool, access), Producers.of(context));
  }

  private static String bind(CamelContext context, String name, Access access) {
    synchronized (context) {
      if (context.getRegistry().lookupByName(name) == null) {
        HikariDataSource connections = connections(name, access);
        context.getRegistry().bind(name, connections);
        try {
          context.addService(new Stopping(connections));
        } catch (Exception e) {
          throw new IllegalStateException("Camel takes no service", e);
        }
      }
    }
    return name;
  }

  private static HikariDataSource connections(String name, Access access) {
    HikariConfig config = new HikariConfig();
    config.setPoolName(name);
    config.setJdbcUrl(access.url());
    config.setUsername(access.user());
    config.setPassword(access.password());
    config.setReadOnly(true);
    config.setMaximumPoolSize(2);
    config.setMinimumIdle(0);
    config.setIdleTimeout(60_000);
    config.setConnectionTimeout(Math.min(30, access.timeoutSeconds()) * 1000L);
    config.setInitializationFailTimeout(-1);
    config.setExceptionOverride(new Broken());
    config.setTransactionIsolation(
        access.isolation().equals("snapshot")
            ? "TRANSACTION_SQL_SERVER_SNAPSHOT_ISOLATION_LEVEL"
            : "TRANSACTION_READ_UNCOMMITTED");
    return new HikariDataSource(config);
  }

  /**
   * The rows of a statement.
   *
   * @param name of its file, without ending
   * @throws SourceTrouble when it fails
   */
  List<Row> ask(String name, Map<String, ?> parameters) {
    Exchange exchange =
        camel.request(
            "kamelet:sage-query",
            asking -> {
              asking.setProperty("sageStatement", name);
              asking.setProperty("sagePool", pool);
              asking.setProperty("sageTimeout", access.timeoutSeconds());
              asking.getMessage().setBody(parameters);
            });
    Object body = exchange.getMessage().getBody();
    Throwable failed =
        exchange.getException() != null
            ? exchange.getException()
            : body instanceof Throwable thrown ? thrown : null;
    if (failed != null) {
      throw Faults.trouble(access, name, failed);
    }
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> rows = (List<Map<String, Object>>) body;
    return rows.stream().map(Row::new).toList();
  }

  List<Row> ask(String name) {
    return ask(name, Map.of());
  }

  Access access() {
    return access;
  }

  /** A connection that broke is not lent again, whatever code its driver gives that. */
  private static final class Broken implements SQLExceptionOverride {
    @java.lang.Override
    public Override adjudicate(SQLException failed) {
      return failed instanceof SQLNonTransientConnectionException
          ? SQLExceptionOverride.Override.MUST_EVICT
          : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
  }

  private static final class Stopping extends ServiceSupport {
    private final HikariDataSource connections;

    Stopping(HikariDataSource connections) {
      this.connections = connections;
    }

    @Override
    protected void doStop() {
      connections.close();
    }
  }
}
