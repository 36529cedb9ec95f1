package io.relance.demo;

import java.util.Map;
import java.util.TreeMap;

/**
 * A simulated ERP as the settings of a home name it.
 *
 * @param companies the ERP's own company keys, comma-separated
 * @param parameters of its connector
 */
public record DemoSource(
    String name, String connector, String companies, Map<String, String> parameters) {
  private static final String PULL =
      """
      # Written by ./relance demo: reads the simulated %2$s every quarter of an hour.
      - route:
          id: pull-%1$s
          from:
            uri: quartz:relance/pull-%1$s
            parameters: {cron: "0 0/15 * * * ?", stateful: true, recoverableJob: true}
            steps:
              - removeHeaders: {pattern: "*"}
              - setProperty: {name: source, constant: %1$s}
              - to: direct:pull
      """;

  /** A simulated Odoo with both companies of {@link FrenchLedger}. */
  public static DemoSource of(SimulatedOdoo odoo) {
    return new DemoSource(
        "odoo",
        "odoo",
        "1,2",
        Map.of(
            "url", odoo.url(),
            "database", odoo.database(),
            "login", odoo.login(),
            "apiKey", odoo.apiKey()));
  }

  /** A simulated Axelor with the first company of {@link FrenchAxelor}. */
  public static DemoSource of(SimulatedAxelor axelor) {
    return new DemoSource(
        "axelor", "axelor", "1", Map.of("url", axelor.url(), "apiKey", axelor.apiKey()));
  }

  /** A simulated Sage 100 with the company of {@link FrenchSage}. */
  public static DemoSource of(SimulatedSage100 sage) {
    return new DemoSource(
        "sage",
        "sage",
        "1",
        Map.of("url", sage.url(), "user", sage.user(), "password", sage.password()));
  }

  /** Its lines of application.properties. */
  String settings() {
    Map<String, String> all = new TreeMap<>(parameters);
    all.put("connector", connector);
    all.put("companies", companies);
    StringBuilder lines = new StringBuilder("\n");
    all.forEach(
        (key, value) -> lines.append("relance.source.%s.%s=%s%n".formatted(name, key, value)));
    return lines.toString();
  }

  /** The route that says when it is read. */
  String pull() {
    return PULL.formatted(name, connector);
  }
}
