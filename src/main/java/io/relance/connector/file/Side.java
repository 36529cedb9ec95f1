package io.relance.connector.file;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a file beside the ledger says of one customer.
 *
 * @param facts by canonical field, of the debtor and of its items
 * @param contacts each by canonical field
 */
record Side(Map<String, String> facts, List<Map<String, String>> contacts, Optional<Terms> terms) {
  static final Side NONE = new Side(Map.of(), List.of(), Optional.empty());

  private static final List<String> OF_ITEMS = List.of("iban", "paymentMethod", "salesperson");

  /** With what a list itself says, where this says nothing. */
  Side or(Map<String, String> more, Map<String, String> contact) {
    Map<String, String> all = new LinkedHashMap<>(more);
    all.putAll(facts);
    boolean known =
        contacts.stream().anyMatch(c -> Objects.equals(c.get("email"), contact.get("email")));
    List<Map<String, String>> people = new ArrayList<>(contacts);
    if (!contact.isEmpty() && !known) {
      people.add(contact);
    }
    return new Side(all, people, terms);
  }

  /** The debtor and its contacts. */
  void write(String key, String name, Spool spool) throws IOException {
    String known = facts.getOrDefault("name", name);
    spool.add(
        "debtor",
        json -> {
          json.writeStringField("key", key);
          json.writeStringField("name", known.isEmpty() ? key : known);
          for (Map.Entry<String, String> fact : facts.entrySet()) {
            if (!fact.getKey().equals("name") && !fact.getKey().equals("iban")) {
              write(json, fact.getKey(), fact.getValue());
            }
          }
        });
    int rank = 0;
    for (Map<String, String> contact : contacts) {
      String number = key + "/" + ++rank;
      spool.add(
          "contact",
          json -> {
            json.writeStringField("debtor", key);
            json.writeStringField("key", number);
            for (Map.Entry<String, String> fact : contact.entrySet()) {
              json.writeStringField(fact.getKey(), fact.getValue());
            }
          });
    }
  }

  private static void write(JsonGenerator json, String field, String value) throws IOException {
    if (field.equals("excluded")) {
      json.writeBooleanField(field, true);
    } else {
      json.writeStringField(field, value);
    }
  }

  /** What stands on each of its items. */
  void writeItem(JsonGenerator json) throws IOException {
    for (String field : OF_ITEMS) {
      Spool.text(json, field, facts.get(field));
    }
  }
}
