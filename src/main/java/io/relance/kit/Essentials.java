package io.relance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What decides who is asked for what: whatever goes wrong, this is right or nothing is believed.
 */
final class Essentials {
  private static final Map<String, List<String>> FIELDS =
      Map.of(
          "item", List.of("debtor", "currency", "kind", "due", "original", "open"),
          "debtor", List.of("name"));

  private Essentials() {}

  /** The first thing that differs in what was believed of both; empty when nothing does. */
  static Optional<String> difference(Reading good, Reading other) {
    return difference(good, other, "item").or(() -> difference(good, other, "debtor"));
  }

  private static Optional<String> difference(Reading good, Reading other, String type) {
    Map<String, Map<String, String>> before = of(good, type);
    Map<String, Map<String, String>> after = of(other, type);
    for (String key : before.keySet()) {
      if (!after.containsKey(key)) {
        return Optional.of(type + " " + key + " did not come");
      }
      if (!before.get(key).equals(after.get(key))) {
        return Optional.of(
            type + " " + key + " came as " + after.get(key) + ", not as " + before.get(key));
      }
    }
    return after.keySet().stream()
        .filter(key -> !before.containsKey(key))
        .findFirst()
        .map(key -> type + " " + key + " came, which is not there");
  }

  private static Map<String, Map<String, String>> of(Reading reading, String type) {
    Map<String, Map<String, String>> essentials = new TreeMap<>();
    reading
        .last(type)
        .forEach(
            (key, record) -> {
              if (!type.equals("item") || Reading.open(record).signum() != 0) {
                essentials.put(key, of(record, type));
              }
            });
    return essentials;
  }

  private static Map<String, String> of(JsonNode record, String type) {
    Map<String, String> values = new TreeMap<>();
    FIELDS.get(type).forEach(field -> values.put(field, text(record.path(field))));
    return values;
  }

  private static String text(JsonNode value) {
    return value.isNumber() || value.asText().matches("-?\\d+\\.\\d+")
        ? new BigDecimal(value.asText()).stripTrailingZeros().toPlainString()
        : value.asText();
  }
}
