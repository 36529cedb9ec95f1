package io.relance.connector.sageactive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;

/**
 * What decides who owes what, worked out exactly and put beside Sage's own fields: key, debtor,
 * currency, due, original, open. The rest is item.jslt's.
 */
record OpenItem(Talk talk) {
  private static final String QUESTION = "items";

  /** Not an invoice yet: it is being written. */
  static boolean pending(ObjectNode node) {
    return node.path("salesInvoice")
        .path("status")
        .asText()
        .toUpperCase(Locale.ROOT)
        .equals("PENDING");
  }

  ObjectNode of(ObjectNode node) {
    JsonNode invoice = need(node, node, "salesInvoice");
    need(node, invoice, "status");
    JsonNode customer = need(node, invoice, "customer");
    BigDecimal original = amount(node, "amount");
    BigDecimal paid = amount(node, "paidAmountAccumulated");
    boolean collected =
        need(node, node, "status").asText().toUpperCase(Locale.ROOT).equals("COLLECTED");
    return node.put("key", node.path("id").asText())
        .put("debtor", need(node, customer, "id").asText())
        .put("currency", talk.access().currency())
        .put("due", day(need(node, node, "dueDate")))
        .put("original", plain(original))
        .put("open", collected ? "0" : plain(original.subtract(paid)));
  }

  /** Midnight UTC stands for the day; it is cut, never converted. */
  static String day(JsonNode instant) {
    String text = instant.asText();
    return text.length() < 10 ? text : text.substring(0, 10);
  }

  private BigDecimal amount(ObjectNode node, String field) {
    try {
      return new BigDecimal(need(node, node, field).asText());
    } catch (NumberFormatException e) {
      throw talk.drift(QUESTION, "an amount in " + field + " of " + node.path("id").asText());
    }
  }

  private static String plain(BigDecimal amount) {
    return amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
  }

  private JsonNode need(ObjectNode node, JsonNode parent, String field) {
    JsonNode value = parent.path(field);
    if (value.isMissingNode() || value.isNull()) {
      throw talk.drift(QUESTION, field + " (open item " + node.path("id").asText() + ")");
    }
    return value;
  }
}
