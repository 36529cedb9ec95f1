package io.relance.connector.file;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of a list on its way to an item. */
final class ListItem {
  private static final List<String> AS_THEY_ARE =
      List.of("reference", "salesperson", "paymentMethod", "iban", "status");

  private final long line;
  private final Map<String, String> cells = new HashMap<>();
  private String key = "";
  private String currency = "";
  private BigDecimal open = BigDecimal.ZERO;
  private BigDecimal original = BigDecimal.ZERO;
  private @Nullable LocalDate issued;
  private LocalDate due = LocalDate.EPOCH;

  ListItem(long line) {
    this.line = line;
  }

  long line() {
    return line;
  }

  void put(String field, String text) {
    cells.put(field, text);
  }

  String get(String field) {
    return cells.getOrDefault(field, "");
  }

  /** With what was read out of its cells. */
  ListItem of(
      String itsKey,
      String itsCurrency,
      BigDecimal itsOpen,
      BigDecimal itsOriginal,
      @Nullable LocalDate itsIssued,
      LocalDate itsDue) {
    key = itsKey;
    currency = itsCurrency;
    open = itsOpen;
    original = itsOriginal;
    issued = itsIssued;
    due = itsDue;
    return this;
  }

  void write(Spool spool, Side side) throws IOException {
    spool.add("item", json -> write(json, side));
  }

  private void write(JsonGenerator json, Side side) throws IOException {
    json.writeStringField("key", key);
    json.writeStringField("document", get("debtor") + "/" + get("number"));
    json.writeStringField("debtor", get("debtor"));
    json.writeStringField("currency", currency);
    json.writeStringField("kind", open.signum() < 0 ? "credit" : "invoice");
    json.writeStringField("number", get("number"));
    if (issued != null) {
      json.writeStringField("issued", issued.toString());
    }
    json.writeStringField("due", due.toString());
    json.writeStringField("original", original.toPlainString());
    json.writeStringField("open", open.toPlainString());
    for (String field : AS_THEY_ARE) {
      Spool.text(json, field, get(field).isEmpty() ? side.facts().get(field) : get(field));
    }
  }
}
