package io.relance.boot;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.quartz.impl.jdbcjobstore.JobStoreTX;
import org.quartz.impl.jdbcjobstore.PostgreSQLDelegate;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * Quartz keeps its jobs in our database, on our one pool, clustered: every node names the same
 * scheduler and another instance.
 */
public final class QuartzStore {
  private static final String KEY = "camel.component.quartz.properties[org.quartz.%s]";

  private QuartzStore() {}

  /**
   * Lends the pool to Quartz and yields the settings of Camel's quartz component that use it. To be
   * set before the first quartz endpoint is made.
   *
   * @param node this node's name, different on each
   */
  public static Map<String, String> settings(String node, DataSource pool) {
    String lent = "relance-" + node;
    DBConnectionManager.getInstance().addConnectionProvider(lent, new Lent(pool));
    Map<String, String> settings = new TreeMap<>();
    // Schedule starts it, once every route is there: a fire without its route would be lost
    settings.put("camel.component.quartz.autoStartScheduler", "false");
    settings.put(key("scheduler.instanceName"), "relance");
    settings.put(key("scheduler.instanceId"), node);
    settings.put(key("threadPool.threadCount"), "6");
    settings.put(key("jobStore.class"), JobStoreTX.class.getName());
    settings.put(key("jobStore.driverDelegateClass"), PostgreSQLDelegate.class.getName());
    settings.put(key("jobStore.dataSource"), lent);
    settings.put(key("jobStore.isClustered"), "true");
    settings.put(key("jobStore.acquireTriggersWithinLock"), "true");
    settings.put(key("jobStore.clusterCheckinInterval"), "5000");
    settings.put(key("jobStore.misfireThreshold"), "10000");
    return settings;
  }

  /** Settings under which schedules are read, but neither stored nor fired. */
  static Map<String, String> nothing() {
    return Map.of("camel.component.quartz.autoStartScheduler", "false");
  }

  private static String key(String name) {
    return KEY.formatted(name);
  }

  /** The pool is ours: Quartz neither opens nor closes it. */
  private record Lent(DataSource pool) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return pool.getConnection();
    }

    @Override
    public void initialize() {}

    @Override
    public void shutdown() {}
  }
}
