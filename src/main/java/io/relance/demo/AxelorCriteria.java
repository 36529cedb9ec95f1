package io.relance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.demo.AxelorTables.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The {@code data} of a search without its domain: criteria, whose root joins by OR unless told
 * otherwise, or without criteria every plain key as an OR-ed LIKE.
 */
final class AxelorCriteria {
  private final AxelorTables tables;
  private final String model;

  AxelorCriteria(AxelorTables tables, String model) {
    this.tables = tables;
    this.model = model;
  }

  Predicate<Row> of(JsonNode data) {
    if (data.has("criteria")) {
      return data.path("criteria").isEmpty() ? row -> true : group(data);
    }
    List<Predicate<Row>> likes = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : data.properties()) {
      if (Character.isLetter(entry.getKey().charAt(0)) && !entry.getKey().equals("operator")) {
        AxelorPath path = AxelorPath.get(tables, model, entry.getKey());
        likes.add(row -> compare(path.of(row), "like", entry.getValue().asText()));
      }
    }
    return likes.isEmpty() ? row -> true : row -> likes.stream().anyMatch(like -> like.test(row));
  }

  private Predicate<Row> group(JsonNode node) {
    List<Predicate<Row>> parts = new ArrayList<>();
    node.path("criteria")
        .forEach(part -> parts.add(part.has("criteria") ? group(part) : one(part)));
    return switch (node.path("operator").asText("or").toLowerCase(Locale.ROOT)) {
      case "and" -> row -> parts.stream().allMatch(part -> part.test(row));
      case "not" -> row -> parts.stream().noneMatch(part -> part.test(row));
      default -> row -> parts.stream().anyMatch(part -> part.test(row));
    };
  }

  private Predicate<Row> one(JsonNode part) {
    AxelorPath path = AxelorPath.get(tables, model, part.path("fieldName").asText());
    String operator = part.path("operator").asText();
    switch (operator.toLowerCase(Locale.ROOT).replace(" ", "")) {
      case "isnull":
        return row -> path.of(row) == null;
      case "isnotnull", "notnull":
        return row -> path.of(row) != null;
      case "in", "notin":
        return in(path, part.path("value"), operator.startsWith("not"));
      case "between":
        Object low = path.typed(text(part.path("value")));
        Object high = path.typed(text(part.path("value2")));
        return row -> compare(path.of(row), ">=", low) && compare(path.of(row), "<=", high);
      default:
        Object wanted = path.typed(text(part.path("value")));
        return row -> compare(path.of(row), operator, wanted);
    }
  }

  private static Predicate<Row> in(AxelorPath path, JsonNode list, boolean not) {
    List<Object> values = new ArrayList<>();
    list.forEach(value -> values.add(path.typed(value.asText())));
    if (values.isEmpty()) {
      throw AxelorFault.swallowed("unexpected end of subtree: in ()");
    }
    return row -> path.of(row) != null && not != values.contains(path.of(row));
  }

  private static @Nullable String text(JsonNode value) {
    return value.isMissingNode() || value.isNull() ? null : value.asText();
  }

  /** SQL's comparison: with null on either side nothing is true. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  static boolean compare(@Nullable Object left, String operator, @Nullable Object right) {
    if (left == null || right == null) {
      return false;
    }
    if (operator.equals("like") || operator.equals("notLike")) {
      return operator.equals("like") == like(left.toString(), right.toString());
    }
    if (!(left instanceof Comparable) || left.getClass() != right.getClass()) {
      throw AxelorFault.swallowed("cannot compare " + left + " with " + right);
    }
    int order =
        left instanceof BigDecimal amount
            ? amount.compareTo((BigDecimal) right)
            : ((Comparable) left).compareTo(right);
    return switch (operator) {
      case "=" -> order == 0;
      case "!=", "<>" -> order != 0;
      case ">" -> order > 0;
      case "<" -> order < 0;
      case ">=" -> order >= 0;
      case "<=" -> order <= 0;
      default -> throw AxelorFault.swallowed("unexpected operator: " + operator);
    };
  }

  private static boolean like(String value, String pattern) {
    String text = value.toLowerCase(Locale.ROOT);
    String wanted = pattern.toLowerCase(Locale.ROOT);
    String bare = wanted.replace("%", "");
    if (!wanted.contains("%")) {
      return text.contains(bare);
    }
    boolean open = wanted.startsWith("%");
    return wanted.endsWith("%")
        ? (open ? text.contains(bare) : text.startsWith(bare))
        : text.endsWith(bare);
  }
}
