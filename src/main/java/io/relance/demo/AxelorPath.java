package io.relance.demo;

import io.relance.demo.AxelorModels.Field;
import io.relance.demo.AxelorModels.Model;
import io.relance.demo.AxelorTables.Row;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dotted path from a row through many-to-one relations to a value. */
final class AxelorPath {
  private final AxelorTables tables;
  private final List<String> steps;
  private final List<String> targets = new ArrayList<>();
  private final Field last;

  private AxelorPath(AxelorTables tables, List<String> steps, List<String> targets, Field last) {
    this.tables = tables;
    this.steps = steps;
    this.targets.addAll(targets);
    this.last = last;
  }

  /** Null when a part of it is not there. */
  static @Nullable AxelorPath find(AxelorTables tables, String model, String dotted) {
    List<String> steps = List.of(dotted.split("\\."));
    List<String> targets = new ArrayList<>();
    Model at = tables.models().get(model);
    for (int i = 0; i < steps.size(); i++) {
      Field field = field(at, steps.get(i));
      if (field == null) {
        return null;
      }
      if (i == steps.size() - 1) {
        return new AxelorPath(tables, steps, targets, field);
      }
      if (!field.type().equals("one")) {
        return null;
      }
      targets.add(field.target());
      at = tables.models().get(field.target());
    }
    return null;
  }

  private static @Nullable Field field(Model model, String name) {
    return name.equals("id") || name.equals("version")
        ? new Field(name, "int", 0, "", false)
        : model.field(name);
  }

  /** The path, or the failure that Axelor swallows. */
  static AxelorPath get(AxelorTables tables, String model, String dotted) {
    AxelorPath path = find(tables, model, dotted);
    if (path == null) {
      throw AxelorFault.swallowed("could not resolve property: " + dotted + " of: " + model);
    }
    return path;
  }

  Field last() {
    return last;
  }

  boolean isDotted() {
    return steps.size() > 1;
  }

  /** What stands there; null as well when a relation on the way is empty. */
  @Nullable Object of(Row row) {
    Row at = owner(row);
    return at == null ? null : at.get(steps.get(steps.size() - 1));
  }

  /** Does an inner join along the path keep this row? */
  boolean joins(Row row) {
    return owner(row) != null;
  }

  private @Nullable Row owner(Row row) {
    Row at = row;
    for (int i = 0; i < targets.size() && at != null; i++) {
      at = tables.find(targets.get(i), at.get(steps.get(i)));
    }
    return at;
  }

  /** A parameter or literal in the type of this field, as JPA converts it. */
  @Nullable Object typed(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    String text = value.toString();
    try {
      return switch (last.type()) {
        case "int", "one" -> Long.valueOf(text);
        case "decimal" -> new BigDecimal(text);
        case "bool" -> Boolean.valueOf(text);
        case "date" -> LocalDate.parse(text);
        case "instant" -> instant(text);
        default -> text;
      };
    } catch (NumberFormatException | DateTimeException e) {
      throw AxelorFault.swallowed("parameter value [" + text + "] did not match expected type");
    }
  }

  private static Instant instant(String text) {
    return text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant();
  }
}
