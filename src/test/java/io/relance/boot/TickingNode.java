package io.relance.boot;

import io.relance.store.AlertStore;
import io.relance.store.Database;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * A process of its own: a node whose schedules fire every second, and which writes down each fire.
 */
public final class TickingNode {
  private TickingNode() {}

  /** Arguments: JDBC URL, node name. Runs until killed. */
  public static void main(String[] arguments) throws InterruptedException {
    String node = arguments[1];
    Database database = Database.open(arguments[0], "postgres", "postgres", 6);
    AlertStore alerts = new AlertStore(database, Clock.systemUTC());
    ScheduledNode scheduled = new ScheduledNode(node, database, alerts);
    scheduled.bind("recorder", new Recorder(database, node));
    for (String route : List.of("one", "two", "three")) {
      String uri = "quartz:relance/" + route + "?stateful=true&cron=*+*+*+*+*+?";
      scheduled.load(route, uri, "bean:recorder");
    }
    scheduled.schedule().start(Set.of());
    Thread.sleep(Long.MAX_VALUE);
  }

  /** Writes the second for which a fire was planned. */
  public record Recorder(Database database, String node) {
    public void record(Exchange fire) {
      database
          .jdbc()
          .sql("insert into fired (route, slot, node) values (:route, :slot, :node)")
          .param("route", fire.getFromRouteId())
          .param("slot", fire.getMessage().getHeader("scheduledFireTime", Date.class).getTime())
          .param("node", node)
          .update();
    }
  }
}
