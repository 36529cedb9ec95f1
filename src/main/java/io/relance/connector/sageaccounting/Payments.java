package io.relance.connector.sageaccounting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Http;
import java.util.ArrayList;
import java.util.List;

/** What a receipt settled, one canonical payment for each invoice. */
final class Payments {
  private Payments() {}

  static List<ObjectNode> of(JsonNode row) {
    List<ObjectNode> payments = new ArrayList<>();
    for (JsonNode part : row.path("allocated_artefacts")) {
      String path = part.path("artefact").path("$path").asText("");
      String amount = part.path("amount").asText("");
      if (path.matches("/sales_invoices/[A-Za-z0-9-]+") && !amount.isEmpty()) {
        payments.add(
            Http.JSON
                .createObjectNode()
                .put("key", row.path("id").asText() + path)
                .put("item", path.substring(1))
                .put("debtor", row.path("contact").path("id").asText())
                .put("paidOn", row.path("date").asText())
                .put("amount", amount)
                .put("currency", row.path("currency").path("id").asText()));
      }
    }
    return payments;
  }
}
