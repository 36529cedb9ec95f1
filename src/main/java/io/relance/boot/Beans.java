package io.relance.boot;

import org.apache.camel.main.Main;

/**
 * The beans that routes and connectors name; one line each, wired by hand so that a newcomer can
 * read it.
 */
final class Beans {
  private final House house;
  private final String node;

  Beans(House house, String node) {
    this.house = house;
    this.node = node;
  }

  void bind(Main main) {
    main.bind("clock", house.clock());
    main.bind("database", house.database());
    main.bind("dataSource", house.database().dataSource());
    main.bind("node", node);
  }
}
