package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.odoo.Reading.ItemRef;
import java.util.List;

/**
 * Who paid what, when: the reconciliations of receivable lines with entries other than invoices.
 * They feed figures; what is still owed comes from the items alone.
 */
final class Payments {
  private final Reading reading;
  private final Conversation talk;

  Payments(Reading reading) {
    this.reading = reading;
    this.talk = reading.talk();
  }

  void since(String moment) {
    List<Object> receivable = talk.session().receivable();
    List<Object> domain =
        List.of(
            List.of("create_date", ">=", moment),
            List.of("debit_move_id.company_id", "=", reading.company()),
            List.of("debit_move_id." + receivable.get(0), "=", receivable.get(2)),
            List.of("credit_move_id.move_id.move_type", "not in", Reading.INVOICES));
    reading.pages(
        "account.partial.reconcile",
        domain,
        talk.session().intersect("account.partial.reconcile", Fields.PARTIAL),
        this::emit);
  }

  /** A payment of a line that was not read with it is left to the next sweep's figures. */
  private void emit(JsonNode rows) {
    ArrayNode page = Rows.array();
    for (JsonNode each : rows) {
      ItemRef item = reading.lines().get(Rows.id(each, "debit_move_id"));
      if (item != null) {
        ObjectNode row = Rows.object(each);
        row.put("item", item.key()).put("debtor", item.debtor());
        page.add(row.put("currency", item.currency()));
      }
    }
    talk.emit("payment", page);
  }
}
