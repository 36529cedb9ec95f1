package io.relance.boot;

import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import java.time.Clock;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A node of the hub with nothing but its schedules. */
final class ScheduledNode implements AutoCloseable {
  private final Main main = new Main();
  private final Schedule schedule;

  ScheduledNode(String name, Database database, AlertStore alerts) {
    main.configure().withName("relance");
    QuartzStore.settings(name, database.dataSource()).forEach(main::addInitialProperty);
    main.start();
    this.schedule =
        new Schedule(main.getCamelContext(), alerts, new JournalStore(database), Clock.systemUTC());
  }

  ScheduledNode route(String id, String cron) {
    return route(id, cron, "");
  }

  ScheduledNode route(String id, String cron, String options) {
    return load(id, "quartz:relance/" + id + "?cron=" + cron.replace(' ', '+') + options);
  }

  ScheduledNode load(String id, String uri) {
    return load(id, uri, "mock:heard");
  }

  ScheduledNode bind(String name, Object bean) {
    main.bind(name, bean);
    return this;
  }

  ScheduledNode load(String id, String uri, String to) {
    String yaml =
        """
        - route:
            id: %s
            from:
              uri: "%s"
              steps:
                - to: "%s"
        """
            .formatted(id, uri, to);
    try {
      PluginHelper.getRoutesLoader(context())
          .loadRoutes(ResourceHelper.fromString(id + ".camel.yaml", yaml));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  CamelContext context() {
    return main.getCamelContext();
  }

  Schedule schedule() {
    return schedule;
  }

  @Override
  public void close() {
    main.stop();
  }
}
