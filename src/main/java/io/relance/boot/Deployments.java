package io.relance.boot;

import io.relance.ledger.Source;
import io.relance.settings.Connector;
import io.relance.settings.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The ERP deployments that the settings name, and what the connectors of each can do. */
record Deployments(Settings settings, Map<String, Connector> connectors) {

  List<Source> list() {
    return settings.sources().stream().map(name -> source(name, settings.source(name))).toList();
  }

  /** Those whose connector is there. */
  List<Source> usable() {
    return list().stream().filter(source -> connectors.containsKey(source.connector())).toList();
  }

  private Source source(String name, Map<String, String> given) {
    String connector = given.getOrDefault("connector", "");
    return new Source(
        name,
        connector,
        list(given.getOrDefault("companies", "")),
        abilities(connector),
        number(given, "snapshotDays", Source.USUAL_SNAPSHOT_DAYS));
  }

  private Set<Source.Ability> abilities(String connector) {
    Connector known = connectors.get(connector);
    return known == null
        ? Set.of()
        : Arrays.stream(Source.Ability.values())
            .filter(one -> known.actions().containsKey(one.name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.toSet());
  }

  /** What is no number stands as if it were not given; {@code settings.Sources} refuses it. */
  static int number(Map<String, String> given, String parameter, int standing) {
    String text = given.getOrDefault(parameter, "");
    return text.matches("\\d{1,5}") ? Integer.parseInt(text) : standing;
  }

  /** What stands between commas. */
  static List<String> list(String commas) {
    return Arrays.stream(commas.split(","))
        .map(String::strip)
        .filter(one -> !one.isEmpty())
        .toList();
  }
}
