package io.relance.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.relance.ledger.Amounts;
import io.relance.ledger.Field;
import io.relance.ledger.RecordType;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One record under the parser: its values checked, as COPY wants them; reused for the next. */
final class CanonicalRecord {
  private final RecordType type;
  private final Field[] fields;
  private final @Nullable String[] values;
  private final List<String> mistakes;
  private final int currency;
  private String code = ""; // the last currency asked for…
  private Optional<Integer> decimals = Optional.empty(); // …and its decimals
  private int number;

  CanonicalRecord(RecordType type, List<String> mistakes) {
    this.type = type;
    this.fields = type.fields().toArray(Field[]::new);
    this.values = new @Nullable String[fields.length];
    this.mistakes = mistakes;
    this.currency = type.place("currency");
  }

  @Nullable String[] values() {
    return values;
  }

  /**
   * Reads the object under the parser; the number is its place in the page. Returns false when it
   * had mistakes.
   */
  boolean read(JsonParser parser, int number) throws IOException {
    int before = mistakes.size();
    this.number = number;
    Arrays.fill(values, null);
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      JsonToken token = parser.nextToken();
      int place = type.place(name);
      if (place >= 0) {
        values[place] = value(parser, token, fields[place]);
      } else {
        mistake(name, "is no field of a " + type.text());
        parser.skipChildren();
      }
    }
    check();
    return mistakes.size() == before;
  }

  private @Nullable String value(JsonParser parser, JsonToken token, Field field)
      throws IOException {
    if (token == JsonToken.VALUE_NULL) {
      return null;
    }
    if (field.kind() == Field.Kind.TEXTS) {
      return texts(parser, token, field);
    }
    if (token.isStructStart()) {
      mistake(field.name(), "is a list or an object");
      parser.skipChildren();
      return null;
    }
    return parser.getText();
  }

  private @Nullable String texts(JsonParser parser, JsonToken token, Field field)
      throws IOException {
    if (token != JsonToken.START_ARRAY) {
      mistake(field.name(), "is no list of texts");
      parser.skipChildren();
      return null;
    }
    StringBuilder array = new StringBuilder("{");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String text = parser.getText().replace("\\", "\\\\").replace("\"", "\\\"");
      array.append(array.length() > 1 ? ",\"" : "\"").append(text).append('"');
    }
    return array.append('}').toString();
  }

  private void check() {
    for (int i = 0; i < fields.length; i++) {
      String value = values[i];
      if (value == null || value.isEmpty() && fields[i].kind() != Field.Kind.TEXT) {
        values[i] = absent(fields[i]);
      } else if (value.isEmpty() && fields[i].required()) {
        mistake(fields[i].name(), "is empty");
      } else {
        values[i] = checked(fields[i], value);
      }
    }
  }

  private @Nullable String absent(Field field) {
    if (field.required()) {
      mistake(field.name(), "is missing");
    }
    return switch (field.kind()) {
      case FLAG -> "f";
      case TEXTS -> "{}";
      default -> null;
    };
  }

  private @Nullable String checked(Field field, String value) {
    return switch (field.kind()) {
      case TEXT, TEXTS -> value;
      case CODE -> test(field, value, code(value), "is no two-letter code");
      case DATE -> test(field, value, date(value), "is no date (YYYY-MM-DD)");
      case MONEY -> money(field, value);
      case CURRENCY -> test(field, value, decimals(value).isPresent(), "is no currency (ISO 4217)");
      case ZONE -> test(field, value, zone(value), "is no time zone");
      case NUMBER -> test(field, value, value.matches("-?\\d{1,9}"), "is no whole number");
      case FLAG, MAYBE ->
          test(field, value, value.equals("true") || value.equals("false"), "is not true or false");
      case CHOICE ->
          test(field, value, field.choices().contains(value), "is none of " + field.choices());
    };
  }

  private @Nullable String money(Field field, String value) {
    Optional<Integer> decimals = Optional.ofNullable(values[currency]).flatMap(this::decimals);
    if (decimals.isEmpty() || plain(value, decimals.get())) {
      return value;
    }
    var amount = Amounts.read(value, decimals.get());
    if (amount.isEmpty()) {
      mistake(
          field.name(),
          "is no amount in " + values[currency] + ", or has too many decimals",
          value);
    }
    return amount.map(java.math.BigDecimal::toPlainString).orElse(null);
  }

  private Optional<Integer> decimals(String currency) {
    if (!currency.equals(code)) {
      code = currency;
      decimals = Amounts.decimals(currency);
    }
    return decimals;
  }

  /** "-1240.50" needs no arithmetic to be believed. */
  private static boolean plain(String value, int decimals) {
    int start = value.charAt(0) == '-' ? 1 : 0;
    int point = value.indexOf('.');
    int end = point < 0 ? value.length() : point;
    return end > start
        && end - start < 15
        && (point < 0 || point < value.length() - 1 && value.length() - point - 1 <= decimals)
        && digits(value, start, end)
        && digits(value, Math.min(end + 1, value.length()), value.length());
  }

  private static boolean digits(String value, int from, int to) {
    for (int i = from; i < to; i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean code(String value) {
    return value.length() == 2
        && Character.isLetter(value.charAt(0))
        && Character.isLetter(value.charAt(1));
  }

  private static boolean date(String value) {
    if (value.length() != 10 || value.charAt(4) != '-' || value.charAt(7) != '-') {
      return false;
    }
    if (!digits(value, 0, 4) || !digits(value, 5, 7) || !digits(value, 8, 10)) {
      return false;
    }
    int month = Integer.parseInt(value, 5, 7, 10);
    int day = Integer.parseInt(value, 8, 10, 10);
    return month >= 1
        && month <= 12
        && day >= 1
        && (day <= 28
            || day <= LocalDate.of(Integer.parseInt(value, 0, 4, 10), month, 1).lengthOfMonth());
  }

  private static boolean zone(String value) {
    try {
      ZoneId.of(value);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  private @Nullable String test(Field field, String value, boolean good, String otherwise) {
    if (!good) {
      mistake(field.name(), otherwise, value);
    }
    return good ? value : null;
  }

  private void mistake(String field, String what, String value) {
    mistake(field, what + ": \"" + (value.length() > 40 ? value.substring(0, 40) : value) + '"');
  }

  private void mistake(String field, String what) {
    String key = values[type.place("key")];
    mistakes.add(
        "record " + number + (key == null ? "" : " (" + key + ")") + ": " + field + " " + what);
  }
}
