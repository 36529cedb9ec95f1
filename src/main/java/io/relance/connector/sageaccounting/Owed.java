package io.relance.connector.sageaccounting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Http;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * What is owed, of one list of Sage's, as canonical items. Amounts come as text or numbers, in the
 * item's own currency.
 *
 * @param list its path: sales_invoices, sales_credit_notes, contact_payments …
 */
record Owed(Talk talk, String list) {
  private static final String CREDITS = "sales_credit_notes";
  static final String PAYMENTS = "contact_payments";

  /** Neither owed nor to come: written but not issued, or taken back. */
  private static final List<String> NOT_ISSUED = List.of("DRAFT", "VOID", "DELETED");

  /** The lists that are always read. */
  static final List<String> LISTS = List.of("sales_invoices", CREDITS, PAYMENTS);

  String key(JsonNode row) {
    return list + "/" + row.path("id").asText();
  }

  /** Empty when it is no item: not issued, or a payment of which nothing was left on account. */
  Optional<ObjectNode> item(JsonNode row) {
    return list.equals(PAYMENTS) ? onAccount(row) : document(row);
  }

  private Optional<ObjectNode> document(JsonNode row) {
    String status = need(need(row, "status"), "id").asText();
    if (NOT_ISSUED.contains(status)
        || !row.path("deleted_at").isMissingNode() && !row.path("deleted_at").isNull()) {
      return Optional.empty();
    }
    boolean credit = list.equals(CREDITS);
    String due =
        credit || !list.startsWith("sales_invoices") && !row.has("due_date") ? "date" : "due_date";
    ObjectNode item = item(row, credit ? "credit" : "invoice", need(row, due).asText());
    amounts(item, need(row, "total_amount"), need(row, "outstanding_amount"), credit);
    item.put("number", row.path("displayed_as").asText());
    item.put("reference", text(row.path("reference")));
    item.put("status", status);
    return Optional.of(item);
  }

  /** A receipt of which something was not allocated: it counts against what is asked. */
  private Optional<ObjectNode> onAccount(JsonNode row) {
    JsonNode left = need(row, "payment_on_account");
    if (!need(need(row, "transaction_type"), "id").asText().equals("CUSTOMER_RECEIPT")
        || left.isNull()) {
      return Optional.empty();
    }
    ObjectNode item = item(row, "payment", need(row, "date").asText());
    amounts(item, need(left, "total_amount"), need(left, "outstanding_amount"), true);
    item.put("number", row.path("displayed_as").asText());
    item.put("reference", text(row.path("reference")));
    return Optional.of(item);
  }

  private ObjectNode item(JsonNode row, String kind, String due) {
    return Http.JSON
        .createObjectNode()
        .put("key", key(row))
        .put("document", key(row))
        .put("debtor", need(need(row, "contact"), "id").asText())
        .put("currency", need(need(row, "currency"), "id").asText())
        .put("kind", kind)
        .put("issued", need(row, "date").asText())
        .put("due", due);
  }

  private void amounts(ObjectNode item, JsonNode original, JsonNode open, boolean credit) {
    item.put("original", signed(original, credit));
    item.put("open", signed(open, credit));
  }

  /** Text or number, exactly; credits are negative here, positive there. */
  private String signed(JsonNode amount, boolean credit) {
    try {
      BigDecimal value = new BigDecimal(amount.asText());
      BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
      return (credit ? plain.negate() : plain).toPlainString();
    } catch (NumberFormatException e) {
      throw talk.drift(list, "an amount: '" + amount.asText() + "' is none");
    }
  }

  private JsonNode need(JsonNode row, String field) {
    if (!row.has(field) || row.path(field).isNull() && !field.equals("payment_on_account")) {
      throw talk.drift(list, field + " (" + row.path("displayed_as").asText("?") + ")");
    }
    return row.path(field);
  }

  private static @org.jspecify.annotations.Nullable String text(JsonNode value) {
    return value.isNull() || value.isMissingNode() || value.asText().isBlank()
        ? null
        : value.asText();
  }
}
