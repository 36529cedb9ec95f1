package io.relance.jmx;

import io.relance.store.Database;
import java.util.ArrayList;
import java.util.List;

/** A process of its own: nothing but a database and the hub's MBeans. */
public final class WatchedNode {
  private WatchedNode() {}

  /** Argument: JDBC URL. Runs until killed. */
  public static void main(String[] arguments) throws InterruptedException {
    Database database = Database.open(arguments[0], "postgres", "postgres", 2);
    HubMbeansTest.mbeans(database, new ArrayList<>()).register("n1", List.of("acme"));
    Thread.sleep(Long.MAX_VALUE);
  }
}
