package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.SourceTrouble.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Many notes in the chatter at once, as messages that are made in one call (message_post takes one
 * document a call, and is twenty times as slow). What carries one of our message ids already is
 * left alone. Nobody is notified of an internal note, made so or posted.
 */
final class Notes {
  private static final String MODEL = "mail.message";

  private final Conversation talk;
  private final Map<String, JsonNode> wanted = new LinkedHashMap<>();
  private final Map<String, Object> there = new TreeMap<>();

  private Notes(Conversation talk) {
    this.talk = talk;
  }

  /**
   * Plans it.
   *
   * @param notes each with {@code key}, {@code target} (an invoice's id) and {@code text}, HTML
   */
  static void plan(Conversation talk, JsonNode notes) {
    Notes all = new Notes(talk);
    notes.forEach(note -> all.wanted.put(Note.messageId(note.path("key").asText()), note));
    talk.then(all::search);
  }

  private void search() {
    List<Object> domain =
        List.of(
            List.of("message_id", "in", List.copyOf(wanted.keySet())),
            List.of("model", "=", "account.move"));
    talk.ask(
        Question.searchRead(MODEL, domain, List.of("message_id")).page(wanted.size()),
        rows -> {
          rows.forEach(row -> found(Rows.text(row, "message_id"), row.path("id").asText()));
          if (there.size() == wanted.size()) {
            talk.conclude(there);
          } else {
            askKind();
          }
        });
  }

  private void found(String messageId, String id) {
    there.put(wanted.get(messageId).path("key").asText(), id);
  }

  private void askKind() {
    talk.ask(
        Question.of("ir.model.data", "check_object_reference")
            .with("module", "mail")
            .with("xml_id", "mt_note"),
        kind -> create(kind.path(1).asInt()));
  }

  private void create(int kind) {
    List<String> missing =
        wanted.keySet().stream()
            .filter(id -> !there.containsKey(wanted.get(id).path("key").asText()))
            .toList();
    List<Map<String, Object>> values = new ArrayList<>();
    missing.forEach(id -> values.add(message(id, wanted.get(id), kind)));
    talk.ask(
        Question.of(MODEL, "create").with("vals_list", values),
        made -> {
          if (made.size() != missing.size()) {
            throw talk.troubles(MODEL + "/create")
                .trouble(
                    Kind.LIES,
                    made.size() + " notes were made of " + missing.size(),
                    "read Odoo's own log; they are looked for again");
          }
          for (int i = 0; i < missing.size(); i++) {
            found(missing.get(i), made.path(i).asText());
          }
          talk.conclude(there);
        });
  }

  private static Map<String, Object> message(String id, JsonNode note, int kind) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("model", "account.move");
    message.put("res_id", note.path("target").asInt());
    message.put("body", note.path("text").asText());
    message.put("message_type", "comment");
    message.put("subtype_id", kind);
    message.put("message_id", id);
    return message;
  }
}
