package io.relance.demo;

import io.relance.demo.AxelorModels.Field;
import io.relance.demo.AxelorModels.Model;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of the simulated Axelor: relations are ids, decimals have their entity's scale. */
final class AxelorTables {
  /** One record; version grows by one with each update. */
  static final class Row {
    final long id;
    long version;
    final Map<String, @Nullable Object> values = new HashMap<>();

    Row(long id) {
      this.id = id;
    }

    @Nullable Object get(String field) {
      return switch (field) {
        case "id" -> id;
        case "version" -> version;
        default -> values.get(field);
      };
    }

    BigDecimal decimal(String field) {
      return (BigDecimal) Objects.requireNonNull(values.get(field), field);
    }

    long one(String field) {
      return values.get(field) instanceof Long id ? id : 0;
    }

    private Row copy() {
      Row copy = new Row(id);
      copy.version = version;
      copy.values.putAll(values);
      return copy;
    }
  }

  private final AxelorModels models;
  private final Map<String, TreeMap<Long, Row>> tables = new HashMap<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private boolean auditing = true;

  AxelorTables(AxelorModels models) {
    this.models = models;
  }

  AxelorModels models() {
    return models;
  }

  /** Whether an update refreshes updatedOn; entities with dynamic update do not before 8.2.1. */
  void auditing(boolean on) {
    auditing = on;
  }

  TreeMap<Long, Row> rows(String model) {
    return tables.computeIfAbsent(model, m -> new TreeMap<>());
  }

  @Nullable Row find(String model, @Nullable Object id) {
    return id == null ? null : rows(model).get(id);
  }

  Row get(String brief, long id) {
    return Objects.requireNonNull(find(AxelorModels.full(brief), id), brief + " " + id);
  }

  /** updatedOn stays empty until the first update. */
  Row insert(String model, Map<String, ?> values, Instant now) {
    long id = sequences.merge(model, 1L, Long::sum);
    Row row = new Row(id);
    Model of = models.get(model);
    of.fields().values().forEach(field -> standing(field, row));
    values.forEach((name, value) -> row.values.put(name, typed(of.field(name), value)));
    row.values.put("createdOn", row.values.getOrDefault("createdOn", now));
    if (row.values.get("createdOn") == null) {
      row.values.put("createdOn", now);
    }
    rows(model).put(id, row);
    return row;
  }

  private static void standing(Field field, Row row) {
    switch (field.type()) {
      case "bool" -> row.values.put(field.name(), false);
      case "int" -> row.values.put(field.name(), 0L);
      case "decimal" -> row.values.put(field.name(), BigDecimal.ZERO.setScale(field.scale()));
      case "many" -> row.values.put(field.name(), List.of());
      default -> row.values.put(field.name(), null);
    }
  }

  void update(Row row, String model, Map<String, ?> values, Instant now) {
    Model of = models.get(model);
    values.forEach((name, value) -> row.values.put(name, typed(of.field(name), value)));
    row.version++;
    if (auditing) {
      row.values.put("updatedOn", now);
    }
  }

  private static @Nullable Object typed(@Nullable Field field, @Nullable Object value) {
    if (field != null && field.type().equals("decimal") && value instanceof BigDecimal amount) {
      return amount.setScale(field.scale(), RoundingMode.HALF_UP);
    }
    return value instanceof Integer number ? Long.valueOf(number) : value;
  }

  // --- backups

  record Backup(Map<String, TreeMap<Long, Row>> tables, Map<String, Long> sequences) {}

  Backup backup() {
    return new Backup(copied(tables), new HashMap<>(sequences));
  }

  void restore(Backup backup) {
    tables.clear();
    tables.putAll(copied(backup.tables()));
    sequences.clear();
    sequences.putAll(backup.sequences());
  }

  private static Map<String, TreeMap<Long, Row>> copied(Map<String, TreeMap<Long, Row>> tables) {
    Map<String, TreeMap<Long, Row>> copies = new HashMap<>();
    tables.forEach(
        (model, rows) -> {
          TreeMap<Long, Row> copy = new TreeMap<>();
          rows.forEach((id, row) -> copy.put(id, row.copy()));
          copies.put(model, copy);
        });
    return copies;
  }
}
