package io.relance.settings;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * The ERP deployments named in the settings, held against what their connectors declare. Camel
 * itself accepts a misspelt kamelet parameter in silence and prints secrets when one is missing; so
 * we check first.
 */
public final class Sources {
  /** What every source may carry besides its connector's own parameters. */
  private static final Set<String> OURS =
      Set.of("connector", "companies", "cron", "snapshotDays", "writebacksPerMinute");

  /** What every connector must be able to do. */
  private static final List<String> NEEDED = List.of("sweep", "probe");

  private final Settings settings;
  private final Map<String, Connector> connectors;

  public Sources(Settings settings, Map<String, Connector> connectors) {
    this.settings = settings;
    this.connectors = connectors;
  }

  /** Every missing, unknown or mistyped parameter of every source. */
  public List<Mistake> mistakes() {
    List<Mistake> found = new ArrayList<>();
    settings.sources().forEach(source -> check(source, found));
    return found;
  }

  private void check(String source, List<Mistake> found) {
    Map<String, String> given = settings.source(source);
    String name = given.getOrDefault("connector", "");
    Connector connector = connectors.get(name);
    if (connector == null) {
      found.add(
          settings.mistake(
              key(source, "connector"),
              "source " + source + " names the connector '" + name + "', which is not there",
              "one of " + connectors.keySet() + ", or add the folder connectors/" + name));
      return;
    }
    if (given.getOrDefault("companies", "").isEmpty()) {
      found.add(
          settings.mistake(
              key(source, "companies"),
              "source " + source + " names no company",
              "set relance.source."
                  + source
                  + ".companies to the ERP's own company ids, comma-separated"));
    }
    if (!given.getOrDefault("snapshotDays", "1").matches("[1-9]\\d?")) {
      found.add(
          settings.mistake(
              key(source, "snapshotDays"),
              "snapshotDays must be 1 to 99 business days",
              "for example " + key(source, "snapshotDays") + "=3"));
    }
    if (!given.getOrDefault("writebacksPerMinute", "0").matches("\\d{1,5}")) {
      found.add(
          settings.mistake(
              key(source, "writebacksPerMinute"),
              "writebacksPerMinute must be 0 (no limit) to 99999",
              "for example " + key(source, "writebacksPerMinute") + "=600"));
    }
    incomplete(source, connector, found);
    connector.parameters().values().forEach(parameter -> checkOne(source, parameter, given, found));
    unknown(source, connector, given, found);
  }

  private void incomplete(String source, Connector connector, List<Mistake> found) {
    for (String action : NEEDED) {
      if (!connector.actions().containsKey(action)) {
        found.add(
            settings.mistake(
                key(source, "connector"),
                "the connector " + connector.name() + " has no " + action,
                "add connectors/%s/%s-%s.kamelet.yaml"
                    .formatted(connector.name(), connector.name(), action)));
      }
    }
  }

  private void checkOne(
      String source,
      Connector.Parameter parameter,
      Map<String, String> given,
      List<Mistake> found) {
    String value = given.get(parameter.name());
    if (value == null || value.isEmpty()) {
      if (parameter.required() && parameter.standing() == null) {
        found.add(
            settings.mistake(
                key(source, "connector"),
                "source " + source + " lacks " + parameter.name(),
                "add " + key(source, parameter.name()) + "=…"));
      }
    } else if (!parameter.accepts(value)) {
      String shown = parameter.secret() ? "***" : value;
      found.add(
          settings.mistake(
              key(source, parameter.name()),
              parameter.name() + " must be of type " + parameter.type() + ", not '" + shown + "'",
              parameter.standing() == null ? "correct it" : "for example " + parameter.standing()));
    }
  }

  private void unknown(
      String source, Connector connector, Map<String, String> given, List<Mistake> found) {
    Set<String> known = new TreeSet<>(connector.parameters().keySet());
    known.addAll(OURS);
    for (String parameter : given.keySet()) {
      if (!known.contains(parameter)) {
        found.add(
            settings.mistake(
                key(source, parameter),
                "the connector " + connector.name() + " has no parameter " + parameter,
                "did you mean " + Nearest.of(parameter, known) + "? It knows " + known));
      }
    }
  }

  /**
   * camel.kamelet.CONNECTOR-ACTION.SOURCE-ACTION.PARAMETER for every source: no secret ever stands
   * in a URI.
   */
  public Properties kameletProperties() {
    Properties properties = new Properties();
    for (String source : settings.sources()) {
      Map<String, String> given = settings.source(source);
      Connector connector = connectors.get(given.getOrDefault("connector", ""));
      if (connector != null) {
        connector
            .actions()
            .forEach(
                (action, kamelet) ->
                    kamelet
                        .parameters()
                        .keySet()
                        .forEach(
                            parameter -> {
                              if (given.containsKey(parameter)) {
                                properties.put(
                                    "camel.kamelet."
                                        + kamelet.kamelet()
                                        + "."
                                        + source
                                        + "-"
                                        + action
                                        + "."
                                        + parameter,
                                    given.get(parameter));
                              }
                            }));
      }
    }
    return properties;
  }

  /** The values that must never be shown, longest first. */
  private List<String> secrets() {
    List<String> secrets = new ArrayList<>();
    for (String source : settings.sources()) {
      Map<String, String> given = settings.source(source);
      Connector connector = connectors.get(given.getOrDefault("connector", ""));
      if (connector != null) {
        connector.parameters().values().stream()
            .filter(Connector.Parameter::secret)
            .map(parameter -> given.getOrDefault(parameter.name(), ""))
            .filter(value -> value.length() > 3)
            .forEach(secrets::add);
      }
    }
    secrets.sort(Comparator.comparingInt(String::length).reversed());
    return secrets;
  }

  /** The text without any secret in it. */
  public String masked(String text) {
    String masked = text;
    for (String secret : secrets()) {
      masked = masked.replace(secret, "***");
    }
    return masked;
  }

  /** Names of the sources whose connector is there. */
  public List<String> usable() {
    return settings.sources().stream()
        .filter(name -> connectors.containsKey(settings.source(name).getOrDefault("connector", "")))
        .toList();
  }

  private static String key(String source, String parameter) {
    return "relance.source." + source + "." + parameter;
  }
}
