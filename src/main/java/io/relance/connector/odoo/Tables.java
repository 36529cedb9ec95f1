package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Odoo's small tables, read at the start of each reading: their words take the place of ids. */
final class Tables {
  /** Tags that the hub itself sets; as input they mean nothing. */
  static final String OWN_TAGS = "Relance";

  private final Conversation talk;
  private final Map<String, Map<Integer, String>> words = new HashMap<>();

  private String born = "";

  private Tables(Conversation talk) {
    this.talk = talk;
  }

  static Tables plan(Conversation talk) {
    Tables tables = new Tables(talk);
    talk.ask(
        everything("res.currency", List.of(), List.of("name", "create_date")), tables::currencies);
    tables.read("res.country", "code", List.of(), false);
    tables.read("res.users", "name", List.of(List.of("share", "=", false)), true);
    tables.read("res.partner.bank", "sanitized_acc_number", List.of(), true);
    talk.then(tables::planMethods);
    talk.attempt(
        everything("res.partner.category", List.of(), List.of("name", "parent_id")),
        tables::tags,
        refused -> words(tables, "res.partner.category"));
    return tables;
  }

  private void currencies(JsonNode rows) {
    keep("res.currency", "name", rows);
    rows.forEach(row -> born = earlier(born, Rows.text(row, "create_date")));
  }

  private static String earlier(String one, String other) {
    return one.isEmpty() || other.compareTo(one) < 0 ? other : one;
  }

  /** What tells this database from another: its name, its place and the moment it was made. */
  String identity() {
    String host = URI.create(talk.access().url()).getHost();
    return talk.access().database() + " at " + host + " since " + born;
  }

  private void planMethods() {
    if (talk.session().has("account.payment.method.line", "code")) {
      read("account.payment.method.line", "code", List.of(), true);
    }
  }

  private void read(String model, String field, List<?> domain, boolean mayLack) {
    Question question = everything(model, domain, List.of(field));
    if (mayLack) {
      talk.attempt(question, rows -> keep(model, field, rows), refused -> words(this, model));
    } else {
      talk.ask(question, rows -> keep(model, field, rows));
    }
  }

  private static Question everything(String model, List<?> domain, List<String> fields) {
    return Question.searchRead(model, domain, fields)
        .page(20_000)
        .with("context", Map.of("active_test", Boolean.FALSE));
  }

  private void keep(String model, String field, JsonNode rows) {
    Map<Integer, String> table = words(this, model);
    rows.forEach(row -> table.put(row.path("id").asInt(), Rows.text(row, field)));
  }

  private void tags(JsonNode rows) {
    Map<Integer, String> table = words(this, "res.partner.category");
    Map<Integer, String> names = new HashMap<>();
    rows.forEach(row -> names.put(row.path("id").asInt(), Rows.text(row, "name")));
    for (JsonNode row : rows) {
      String name = Rows.text(row, "name");
      String parent = names.getOrDefault(Rows.id(row, "parent_id"), "");
      if (!name.startsWith(OWN_TAGS + "/") && !parent.equals(OWN_TAGS) && !name.equals(OWN_TAGS)) {
        table.put(row.path("id").asInt(), name);
      }
    }
  }

  private static Map<Integer, String> words(Tables tables, String model) {
    return tables.words.computeIfAbsent(model, m -> new HashMap<>());
  }

  String word(String model, int id) {
    return words(this, model).getOrDefault(id, "");
  }

  /** Puts the word in the place of the id. */
  void name(ObjectNode row, String field, String model) {
    if (row.has(field)) {
      row.put(field, word(model, Rows.id(row, field)));
    }
  }
}
