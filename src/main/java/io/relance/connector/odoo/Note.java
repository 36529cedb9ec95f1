package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A note in the chatter of a document, once: it carries our own message id, which is looked for
 * first, so a call that timed out but happened is not made again. It is an internal note ({@code
 * mail.mt_note}); any other kind would make Odoo write to the customer.
 */
final class Note {
  private final Conversation talk;
  private final int document;
  private final String messageId;
  private final String html;

  private Note(Conversation talk, int document, String messageId, String html) {
    this.talk = talk;
    this.document = document;
    this.messageId = messageId;
    this.html = html;
  }

  static void plan(Conversation talk, String model, int document, String key, String html) {
    Note note = new Note(talk, document, messageId(key), html);
    talk.then(() -> note.search(model));
  }

  private void search(String model) {
    List<Object> domain =
        List.of(
            List.of("message_id", "=", messageId),
            List.of("model", "=", model),
            List.of("res_id", "=", document));
    talk.ask(
        Question.searchRead("mail.message", domain, List.of("id")).page(1),
        found -> {
          if (found.isEmpty()) {
            post(model);
          } else {
            talk.conclude(found.get(0).path("id").asText());
          }
        });
  }

  private void post(String model) {
    Question question =
        Question.on(model, "message_post", List.of(document))
            .with("body", html)
            .with("message_type", "comment")
            .with("subtype_xmlid", "mail.mt_note")
            .with("message_id", messageId);
    boolean escapes = talk.session().major() >= 17;
    talk.ask(
        escapes ? question.with("body_is_html", true) : question,
        posted -> talk.conclude(firstNumber(posted)));
  }

  /** 19 answers [510], 14 answers 510 or "mail.message(510,)". */
  private static String firstNumber(JsonNode answer) {
    JsonNode first = answer.isArray() ? answer.path(0) : answer;
    return first.asText().replaceAll("\\D+", "");
  }

  /** Stable for the key, and a legal Message-ID whatever the key's characters. */
  static String messageId(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
      return "<relance." + HexFormat.of().formatHex(hash, 0, 16) + "@relance.invalid>";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
