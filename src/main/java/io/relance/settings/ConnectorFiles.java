package io.relance.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads the declarations of all connectors, file by file: a broken one is listed and leaves the
 * others alone.
 *
 * @param connectors by name
 * @param mistakes what could not be read
 */
public record ConnectorFiles(SortedMap<String, Connector> connectors, List<Mistake> mistakes) {
  private static final String ENDING = ".kamelet.yaml";

  /** Scans connectors/NAME/NAME-ACTION.kamelet.yaml. */
  public static ConnectorFiles read(Path folder) {
    ConnectorFiles files = new ConnectorFiles(new TreeMap<>(), new ArrayList<>());
    for (Path connector : list(folder)) {
      if (Files.isDirectory(connector)) {
        files.readOne(connector);
      }
    }
    return files;
  }

  private void readOne(Path folder) {
    String name = folder.getFileName().toString();
    SortedMap<String, Connector.Action> actions = new TreeMap<>();
    for (Path file : list(folder)) {
      String fileName = file.getFileName().toString();
      if (fileName.startsWith(name + "-") && fileName.endsWith(ENDING)) {
        String action = fileName.substring(name.length() + 1, fileName.length() - ENDING.length());
        try {
          actions.put(action, action(file, name + "-" + action));
        } catch (Mistakes e) {
          mistakes.addAll(e.all());
        }
      }
    }
    if (!actions.isEmpty()) {
      connectors.put(name, new Connector(name, actions));
    }
  }

  private static Connector.Action action(Path file, String expected) {
    Map<?, ?> document = document(file);
    String name = String.valueOf(map(document, "metadata").get("name"));
    if (!name.equals(expected)) {
      throw mistake(
          file,
          0,
          "the kamelet is named '" + name + "'",
          "a kamelet carries its file's name: " + expected);
    }
    Map<?, ?> definition = map(map(document, "spec"), "definition");
    List<?> required = definition.get("required") instanceof List<?> names ? names : List.of();
    SortedMap<String, Connector.Parameter> parameters = new TreeMap<>();
    map(definition, "properties")
        .forEach(
            (key, value) -> {
              String parameter = String.valueOf(key);
              Map<?, ?> facts = value instanceof Map<?, ?> given ? given : Map.of();
              Object standing = facts.get("default");
              parameters.put(
                  parameter,
                  new Connector.Parameter(
                      parameter,
                      words(facts.get("title")),
                      words(facts.get("description")),
                      facts.get("type") == null ? "string" : String.valueOf(facts.get("type")),
                      required.contains(parameter),
                      standing == null ? null : String.valueOf(standing),
                      "password".equals(facts.get("format"))));
            });
    return new Connector.Action(file, name, parameters);
  }

  private static String words(@Nullable Object given) {
    return given == null ? "" : given.toString();
  }

  private static Map<?, ?> document(Path file) {
    try {
      Object loaded =
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      if (loaded instanceof Map<?, ?> map) {
        return map;
      }
      throw mistake(file, 0, "this is no kamelet", "compare with one under connectors/odoo");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw mistake(
          file, line, "this is not YAML: " + e.getProblem(), "mind the indentation and the quotes");
    } catch (YamlEngineException | IOException e) {
      throw mistake(file, 0, "cannot be read: " + e.getMessage(), "check the file");
    }
  }

  private static Map<?, ?> map(Map<?, ?> parent, String key) {
    return parent.get(key) instanceof Map<?, ?> map ? map : Map.of();
  }

  private static Mistakes mistake(Path file, int line, String what, String remedy) {
    Path parent = file.getParent();
    String name = "connectors/" + parent.getFileName() + "/" + file.getFileName();
    return new Mistakes(List.of(new Mistake(name, line, what, remedy)));
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
