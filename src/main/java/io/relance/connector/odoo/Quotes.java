package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Quotes (sale.order): those sent, and in deltas those that were answered. */
final class Quotes {
  private final Reading reading;
  private final Conversation talk;

  Quotes(Reading reading) {
    this.reading = reading;
    this.talk = reading.talk();
  }

  void open() {
    read(List.of(List.of("state", "=", "sent")));
  }

  void changed(String since) {
    List<String> answered = new ArrayList<>(List.of("sent", "sale", "cancel"));
    if (talk.session().major() < 17) {
      answered.add("done");
    }
    read(List.of(List.of("state", "in", answered), List.of("write_date", ">=", since)));
  }

  /** Without the Sales app there are no quotes; without the right to see them there is trouble. */
  private void read(List<Object> which) {
    if (!talk.access().quotes() || !talk.session().has("sale.order")) {
      return;
    }
    List<Object> domain = new ArrayList<>(which);
    domain.add(List.of("company_id", "=", reading.company()));
    reading.pages(
        "sale.order",
        domain,
        talk.session().intersect("sale.order", Fields.QUOTE),
        rows -> reading.withCommercial(Rows.ids(rows, "partner_id"), () -> emit(rows)));
  }

  private void emit(JsonNode rows) {
    ArrayNode page = Rows.array();
    for (JsonNode each : rows) {
      ObjectNode row = Rows.object(each);
      int debtor = reading.commercial(Rows.id(row, "partner_id"));
      reading.customers().add(debtor);
      reading.tables().name(row, "currency_id", "res.currency");
      reading.tables().name(row, "user_id", "res.users");
      page.add(row.put("debtor", debtor).put("url", talk.access().url()));
    }
    talk.emit("quote", page);
  }
}
