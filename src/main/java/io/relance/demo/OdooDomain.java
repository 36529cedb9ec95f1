package io.relance.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Odoo's search domains: Polish notation over [field, operator, value]. */
final class OdooDomain {
  private static final DateTimeFormatter ODOO = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final OdooTables tables;
  private final String model;
  private final JsonNode domain;

  OdooDomain(OdooTables tables, String model, JsonNode domain) {
    this.tables = tables;
    this.model = model;
    this.domain = domain;
  }

  boolean matches(Map<String, @Nullable Object> row) {
    Deque<Boolean> stack = new ArrayDeque<>();
    for (int i = domain.size() - 1; i >= 0; i--) {
      JsonNode term = domain.get(i);
      if (!term.isTextual()) {
        stack.push(leaf(term, row));
      } else if (term.asText().equals("!")) {
        stack.push(!stack.pop());
      } else {
        boolean first = stack.pop();
        boolean second = stack.pop();
        stack.push(term.asText().equals("|") ? first || second : first && second);
      }
    }
    return stack.stream().allMatch(Boolean::booleanValue);
  }

  private boolean leaf(JsonNode term, Map<String, @Nullable Object> row) {
    Object value = tables.value(model, row, term.get(0).asText());
    JsonNode wanted = term.get(2);
    return switch (term.get(1).asText()) {
      case "=" -> equal(value, wanted);
      case "!=" -> !equal(value, wanted);
      case "in" -> among(value, wanted);
      case "not in" -> !among(value, wanted);
      case ">" -> value != null && compare(value, wanted, true) > 0;
      case ">=" -> value != null && compare(value, wanted, false) >= 0;
      case "<" -> value != null && compare(value, wanted, false) < 0;
      case "<=" -> value != null && compare(value, wanted, true) <= 0;
      case "=like" -> value != null && value.toString().matches(pattern(wanted.asText()));
      case "ilike" ->
          value != null
              && value
                  .toString()
                  .toLowerCase(Locale.ROOT)
                  .contains(wanted.asText().toLowerCase(Locale.ROOT));
      default -> throw OdooFault.value("Invalid operator in " + term);
    };
  }

  private static String pattern(String like) {
    return "(?s)\\Q" + like.replace("%", "\\E.*\\Q") + "\\E";
  }

  private boolean among(@Nullable Object value, JsonNode wanted) {
    if (value instanceof List<?> several) {
      return several.stream().anyMatch(one -> among(one, wanted));
    }
    for (JsonNode each : wanted) {
      if (equal(value, each)) {
        return true;
      }
    }
    return false;
  }

  private boolean equal(@Nullable Object value, JsonNode wanted) {
    if (wanted.isBoolean() && !wanted.asBoolean()) {
      return value == null || value.equals(Boolean.FALSE);
    }
    return value != null && compare(value, wanted, false) == 0 && !isRawMoment(value, wanted);
  }

  /** Before 19 a moment with microseconds never equals the whole second that the API shows. */
  private boolean isRawMoment(Object value, JsonNode wanted) {
    return tables.major() < 19
        && value instanceof LocalDateTime moment
        && !moment.equals(LocalDateTime.parse(wanted.asText(), ODOO));
  }

  /** In 19 moments are compared by whole seconds: {@code >} T means one second later at least. */
  private int compare(Object value, JsonNode wanted, boolean strict) {
    if (value instanceof LocalDateTime moment) {
      LocalDateTime given = moment(wanted.asText());
      boolean whole = tables.major() >= 19 || !strict;
      return (whole ? moment.truncatedTo(ChronoUnit.SECONDS) : moment).compareTo(given);
    }
    if (value instanceof Number number && wanted.isNumber()) {
      return new BigDecimal(number.toString()).compareTo(wanted.decimalValue());
    }
    if (value instanceof Boolean flag) {
      return Boolean.compare(flag, wanted.asBoolean());
    }
    return value.toString().compareTo(wanted.asText());
  }

  private static LocalDateTime moment(String text) {
    try {
      return LocalDateTime.parse(text, ODOO);
    } catch (java.time.format.DateTimeParseException e) {
      throw OdooFault.value("time data '" + text + "' does not match format '%Y-%m-%d %H:%M:%S'");
    }
  }
}
