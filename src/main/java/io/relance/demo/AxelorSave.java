package io.relance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.demo.AxelorModels.Field;
import io.relance.demo.AxelorModels.Model;
import io.relance.demo.AxelorTables.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Create and update with Axelor's traps: an update without version changes nothing and says
 * success, a version that is a text is an error, an old version only when a value really differs.
 */
final class AxelorSave {
  private final AxelorTables tables;
  private final Instant now;

  AxelorSave(AxelorTables tables, Instant now) {
    this.tables = tables;
    this.now = now;
  }

  /** The record as it is afterwards. */
  Row save(String model, JsonNode data) {
    long id = data.path("id").asLong();
    Row row = id == 0 ? null : tables.find(model, id);
    if (id != 0 && row == null) {
      throw AxelorFault.failure("Error", "Record does not exist.");
    }
    return row == null ? create(model, data) : update(model, row, data);
  }

  private Row create(String model, JsonNode data) {
    Map<String, Object> values = values(model, data);
    List<String> missing =
        tables.models().get(model).fields().values().stream()
            .filter(field -> field.required() && values.get(field.name()) == null)
            .map(Field::name)
            .toList();
    if (!missing.isEmpty()) {
      throw AxelorFault.failure(
          "Required field violation", "The field cannot be empty: " + missing);
    }
    Row row = tables.insert(model, values, now);
    row.values.replaceAll(
        (name, value) -> name.endsWith("List") ? adopt(model, row, name, data) : value);
    return row;
  }

  private Row update(String model, Row row, JsonNode data) {
    JsonNode version = data.path("version");
    if (version.isTextual()) {
      throw AxelorFault.failure(
          "Error", "class java.lang.String cannot be cast to class java.lang.Number");
    }
    if (!version.isIntegralNumber()) {
      return row;
    }
    Map<String, Object> values = values(model, data);
    boolean differs =
        values.entrySet().stream()
            .anyMatch(entry -> !Objects.equals(entry.getValue(), row.get(entry.getKey())));
    if (differs && version.asLong() != row.version) {
      throw AxelorFault.failure(
          "Concurrent updates error", "Record was updated or deleted by another transaction.");
    }
    if (differs) {
      tables.update(row, model, values, now);
    }
    return row;
  }

  /** Lists replace what was stored; a child made in passing gets its parent. */
  private List<Long> adopt(String model, Row parent, String name, JsonNode data) {
    Field list = Objects.requireNonNull(tables.models().get(model).field(name));
    String back = model.substring(model.lastIndexOf('.') + 1);
    List<Long> ids = new ArrayList<>();
    for (JsonNode one : data.path(name)) {
      Map<String, Object> child = values(list.target(), one);
      child.put(Character.toLowerCase(back.charAt(0)) + back.substring(1), parent.id);
      ids.add(tables.insert(list.target(), child, now).id);
    }
    return ids;
  }

  private Map<String, Object> values(String model, JsonNode data) {
    Model of = tables.models().get(model);
    Map<String, Object> values = new HashMap<>();
    for (Map.Entry<String, JsonNode> entry : data.properties()) {
      Field field = of.field(entry.getKey());
      if (field != null && !field.type().equals("many")) {
        values.put(field.name(), value(field, entry.getValue(), model));
      }
    }
    return values;
  }

  private @Nullable Object value(Field field, JsonNode value, String model) {
    if (value.isNull()) {
      return null;
    }
    if (field.type().equals("one")) {
      return value.path("id").asLong();
    }
    AxelorPath path = AxelorPath.get(tables, model, field.name());
    try {
      return path.typed(value.asText());
    } catch (AxelorFault e) {
      throw AxelorFault.failure("Error", String.valueOf(e.getMessage()));
    }
  }
}
