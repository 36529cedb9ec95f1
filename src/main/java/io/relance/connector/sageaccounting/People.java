package io.relance.connector.sageaccounting;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Http;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Sage's contacts and businesses as canonical companies, debtors and contacts. */
final class People {
  private People() {}

  static ObjectNode company(JsonNode row) {
    ObjectNode company = record(row.path("id").asText());
    put(company, "name", row.path("name").asText(row.path("displayed_as").asText()));
    put(company, "country", code(row.path("country").path("id")));
    put(company, "street", text(row.path("address_line_1")));
    put(company, "zip", text(row.path("postal_code")));
    put(company, "city", text(row.path("city")));
    put(company, "phone", text(row.path("telephone")));
    put(company, "currency", text(row.path("base_currency").path("id")));
    return company;
  }

  static ObjectNode debtor(JsonNode row, String name) {
    ObjectNode debtor = record(row.path("id").asText());
    put(debtor, "name", name);
    put(debtor, "reference", text(row.path("reference")));
    String vat = text(row.path("tax_number"));
    put(debtor, "vat", vat);
    put(debtor, "siren", siren(vat));
    String locale = text(row.path("locale"));
    put(
        debtor,
        "language",
        locale == null || locale.length() < 2
            ? null
            : locale.substring(0, 2).toLowerCase(Locale.ROOT));
    JsonNode address = row.path("main_address");
    put(debtor, "country", code(address.path("country").path("id")));
    put(debtor, "street", text(address.path("address_line_1")));
    put(debtor, "zip", text(address.path("postal_code")));
    put(debtor, "city", text(address.path("city")));
    return debtor;
  }

  /** The last nine digits of a French VAT number. */
  private static @Nullable String siren(@Nullable String vat) {
    String bare = vat == null ? "" : vat.replaceAll("[ .]", "");
    return bare.matches("FR[0-9A-Z]{2}[0-9]{9}") ? bare.substring(4) : null;
  }

  /** Whoever can be written to for this debtor: its main person, and its own address. */
  static ArrayNode contacts(JsonNode row) {
    ArrayNode contacts = Http.JSON.createArrayNode();
    JsonNode person = row.path("main_contact_person");
    contact(contacts, row, "person", "billing", person);
    String own = text(row.path("email"));
    if (own != null && !own.equals(text(person.path("email")))) {
      contact(contacts, row, "own", "general", Http.JSON.createObjectNode().put("email", own));
    }
    return contacts;
  }

  private static void contact(
      ArrayNode contacts, JsonNode row, String key, String role, JsonNode who) {
    String email = text(who.path("email"));
    String phone = text(who.path("telephone"));
    String mobile = text(who.path("mobile"));
    if (email != null || phone != null || mobile != null) {
      ObjectNode contact = record(key).put("debtor", row.path("id").asText()).put("role", role);
      put(contact, "name", text(who.path("name")));
      put(contact, "email", email);
      put(contact, "phone", phone);
      put(contact, "mobile", mobile);
      contacts.add(contact);
    }
  }

  static ObjectNode quote(Talk talk, JsonNode row) {
    String debtor = text(row.path("contact").path("id"));
    String currency = text(row.path("currency").path("id"));
    if (debtor == null || currency == null || !row.has("total_amount")) {
      throw talk.drift("/sales_quotes", "contact, currency and total_amount");
    }
    ObjectNode quote = record(row.path("id").asText()).put("debtor", debtor);
    put(quote, "currency", currency);
    put(
        quote,
        "number",
        text(
            row.path("quote_number").isMissingNode()
                ? row.path("displayed_as")
                : row.path("quote_number")));
    put(quote, "sentOn", text(row.path("date")));
    put(quote, "validUntil", text(row.path("expiry_date")));
    put(quote, "amount", row.path("total_amount").asText());
    quote.put("status", status(row.path("status").path("id").asText()));
    return quote;
  }

  /** Its ids are not written down anywhere; what is none of these waits for an answer. */
  private static String status(String id) {
    return switch (id) {
      case "ACCEPTED", "INVOICED" -> "accepted";
      case "DECLINED" -> "refused";
      case "EXPIRED" -> "expired";
      default -> "sent";
    };
  }

  private static ObjectNode record(String key) {
    return Http.JSON.createObjectNode().put("key", key);
  }

  private static void put(ObjectNode record, String field, @Nullable String value) {
    if (value != null) {
      record.put(field, value);
    }
  }

  static @Nullable String text(JsonNode value) {
    return value.isValueNode() && !value.isNull() && !value.asText().isBlank()
        ? value.asText().strip()
        : null;
  }

  private static @Nullable String code(JsonNode value) {
    String text = text(value);
    return text != null && text.matches("[A-Za-z]{2}") ? text.toUpperCase(Locale.ROOT) : null;
  }
}
