package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The customers a reading has met, each with its billing contacts. Archived ones come too: their
 * invoices stay owed.
 */
final class Customers {
  private static final int CHUNK = 500;

  private final Reading reading;
  private final Conversation talk;
  private final Set<Integer> told = new TreeSet<>();

  Customers(Reading reading) {
    this.reading = reading;
    this.talk = reading.talk();
  }

  /** Reads all that were met and not told yet. */
  void read() {
    Set<Integer> missing = new TreeSet<>(reading.customers());
    missing.removeAll(told);
    told.addAll(missing);
    for (List<Integer> chunk : Rows.chunks(missing, CHUNK)) {
      List<Object> domain =
          List.of(
              List.of("commercial_partner_id", "in", chunk),
              "|",
              List.of("id", "in", chunk),
              List.of("type", "=", "invoice"));
      reading.pages(
          "res.partner",
          domain,
          talk.session().intersect("res.partner", Fields.PARTNER),
          this::emit);
    }
  }

  /** Meets those whose own record, or a contact's, was written since. */
  void changed(String since) {
    List<Object> domain =
        List.of(
            List.of("write_date", ">=", since),
            List.of("commercial_partner_id.customer_rank", ">", 0),
            List.of("company_id", "in", List.of(false, reading.company())));
    reading.pages(
        "res.partner",
        domain,
        List.of("commercial_partner_id"),
        rows -> reading.customers().addAll(Rows.ids(rows, "commercial_partner_id")));
  }

  private void emit(JsonNode rows) {
    ArrayNode debtors = Rows.array();
    ArrayNode contacts = Rows.array();
    for (JsonNode each : rows) {
      ObjectNode row = named(Rows.object(each));
      int debtor = Rows.id(row, "commercial_partner_id");
      boolean self = debtor == row.path("id").asInt();
      row.put("debtor", debtor);
      if (self) {
        debtors.add(row);
      }
      if (self || row.path("active").asBoolean(true)) {
        contacts.add(row.deepCopy().put("role", self ? "general" : "billing"));
      }
    }
    talk.emit("debtor", debtors);
    talk.emit("contact", contacts);
  }

  private ObjectNode named(ObjectNode row) {
    Tables tables = reading.tables();
    tables.name(row, "country_id", "res.country");
    tables.name(row, "user_id", "res.users");
    ArrayNode tags = Rows.array();
    boolean excluded = false;
    for (JsonNode id : row.path("category_id")) {
      String tag = tables.word("res.partner.category", id.asInt());
      if (!tag.isEmpty()) {
        tags.add(tag);
        excluded |= talk.access().excludedTags().contains(tag);
      }
    }
    row.set("category_id", tags);
    return row.put("excluded", excluded);
  }
}
