package io.relance.routes;

import io.relance.boot.Schedule;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import io.relance.support.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.AfterEach;

/** A route file of the repository, as shipped, in a context of its own with a real database. */
abstract class ShippedRoute extends CamelTestSupport {
  protected final Database database = TestDatabase.fresh();
  protected final AlertStore alerts = new AlertStore(database, clock());

  /** The clock that the route's beans and statements see. */
  protected Clock clock() {
    return Clock.systemUTC();
  }

  /** Name of the file under routes/, without its ending. */
  protected abstract String file();

  /** All files that are loaded. */
  protected List<String> files() {
    return List.of(file());
  }

  /** The beans that the route names. */
  protected void bind(Registry registry) {}

  /** What stands around the route: other routes, connectors. */
  protected RouteBuilder around() {
    return new RouteBuilder() {
      @Override
      public void configure() {}
    };
  }

  @Override
  protected void bindToRegistry(Registry registry) {
    registry.bind("clock", clock());
    registry.bind("database", database);
    registry.bind("dataSource", database.dataSource());
    bind(registry);
  }

  @Override
  protected Properties useOverridePropertiesWithPropertiesComponent() {
    Properties properties = new Properties();
    properties.put("relance.node", "n1");
    properties.put("relance.dunning.cron", "0 0 8 ? * MON-FRI");
    return properties;
  }

  @Override
  protected CamelContext createCamelContext() throws Exception {
    CamelContext context = super.createCamelContext();
    context.addRoutes(around());
    for (String file : files()) {
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(
              ResourceHelper.resolveResource(
                  context, "file:" + Path.of("routes", file + ".camel.yaml")));
    }
    return context;
  }

  /** Fires the route's own quartz endpoint now and waits until it has run. */
  protected void runNow() {
    new Schedule(context, alerts, new JournalStore(database), clock())
        .run(file(), Duration.ofMinutes(1));
  }

  protected List<String> column(String sql) {
    return database.jdbc().sql(sql).query(String.class).list();
  }

  @AfterEach
  void closeDatabase() {
    database.close();
  }
}
