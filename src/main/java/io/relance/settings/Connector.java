package io.relance.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One folder under connectors/: how the hub speaks to one kind of ERP.
 *
 * @param actions by action name (sweep, delta, recheck, writeback, task, outcome, probe)
 */
public record Connector(String name, SortedMap<String, Action> actions) {

  /** One kamelet file: NAME-ACTION.kamelet.yaml. */
  public record Action(Path file, String kamelet, SortedMap<String, Parameter> parameters) {}

  /**
   * One declared parameter.
   *
   * @param title a word or two; empty when none is given
   * @param description what it is; empty when none is given
   * @param type string, integer, number or boolean
   * @param standing what stands when nothing is set
   * @param secret declared with {@code format: password}: never shown
   */
  public record Parameter(
      String name,
      String title,
      String description,
      String type,
      boolean required,
      @Nullable String standing,
      boolean secret) {

    /** Whether a setting's text is of this type. */
    public boolean accepts(String text) {
      return switch (type) {
        case "integer" -> text.matches("-?\\d{1,18}");
        case "number" -> text.matches("-?\\d{1,18}(\\.\\d+)?");
        case "boolean" -> text.equals("true") || text.equals("false");
        default -> true;
      };
    }
  }

  /**
   * Every parameter that any of its actions declares; required in one is required for the source.
   */
  public Map<String, Parameter> parameters() {
    SortedMap<String, Parameter> all = new TreeMap<>();
    for (Action action : actions.values()) {
      action
          .parameters()
          .forEach((name, parameter) -> all.merge(name, parameter, (a, b) -> a.required() ? a : b));
    }
    return all;
  }
}
