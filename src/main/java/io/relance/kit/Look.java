package io.relance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one company of a real system looks like in the ledger's words: the first records, what there
 * is of each type, and what is missing. Of everything else it keeps counts only.
 */
public final class Look implements Stage.Taker {
  private static final int SHOWN = 10;

  /** Without these a notice is poorer, or reaches nobody. */
  private static final Map<String, List<String>> IMPORTANT =
      new TreeMap<>(
          Map.of(
              "company", List.of("name", "iban", "email", "language", "zone", "currency"),
              "debtor", List.of("name", "reference", "siren", "language", "country"),
              "contact", List.of("role", "email"),
              "item", List.of("number", "document", "issued", "due", "open"),
              "quote", List.of("number", "sentOn", "amount", "salesperson")));

  private final Schemas schemas;
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final Map<String, Map<String, Long>> empty = new LinkedHashMap<>();
  private final List<JsonNode> items = new ArrayList<>();
  private final Map<String, String> names = new TreeMap<>();
  private final List<String> faults = new ArrayList<>();
  private @Nullable Map<?, ?> close;

  Look(Schemas schemas) {
    this.schemas = schemas;
  }

  /**
   * Important fields that are empty.
   *
   * @param empty in so many records…
   * @param of …of so many
   */
  public record Missing(String type, String field, long empty, long of) {}

  @Override
  public void page(String type, List<JsonNode> records) {
    counts.merge(type, (long) records.size(), Long::sum);
    for (JsonNode record : records) {
      look(type, record);
    }
  }

  private void look(String type, JsonNode record) {
    if (faults.size() < SHOWN) {
      String name = type + " " + record.path("key").asText("without key") + ": ";
      schemas.faults(type, record).forEach(fault -> faults.add(name + fault));
    }
    for (String field : IMPORTANT.getOrDefault(type, List.of())) {
      if (record.path(field).asText("").isEmpty() || record.path(field).isNull()) {
        empty.computeIfAbsent(type, t -> new LinkedHashMap<>()).merge(field, 1L, Long::sum);
      }
    }
    if (type.equals("item") && items.size() < SHOWN) {
      items.add(record);
      names.putIfAbsent(record.path("debtor").asText(), "");
    }
    if (type.equals("debtor")) {
      named(record);
    }
  }

  /** Names are kept of those debtors only whose items are shown, or may still be. */
  private void named(JsonNode debtor) {
    String key = debtor.path("key").asText();
    if (items.size() < SHOWN && names.size() < 100 * SHOWN || names.containsKey(key)) {
      names.put(key, debtor.path("name").asText());
    }
  }

  @Override
  public void closed(Map<?, ?> proof) {
    close = proof;
  }

  /** The first items that came, at most ten. */
  public List<JsonNode> items() {
    return items;
  }

  /** The name of a debtor whose item is shown; empty when it did not come. */
  public String name(String debtor) {
    return names.getOrDefault(debtor, "");
  }

  /** How many records came, by type. */
  public Map<String, Long> counts() {
    return counts;
  }

  /** Important fields that are empty somewhere. */
  public List<Missing> missing() {
    List<Missing> missing = new ArrayList<>();
    empty.forEach(
        (type, fields) ->
            fields.forEach(
                (field, n) -> missing.add(new Missing(type, field, n, counts.get(type)))));
    return missing;
  }

  /** What the ledger would refuse, the first ones. */
  public List<String> faults() {
    return faults;
  }

  /** The proof it was closed with; null when it was not. */
  public @Nullable Map<?, ?> close() {
    return close;
  }
}
