package io.relance.connector.axelor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.SourceTrouble.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was said to a debtor, told to Axelor once: its subject carries our key, which is looked for
 * first, so that a call that was lost but happened is not made again. A message is always made as
 * sent (status 3): Axelor's own jobs may send what stands lower. The chatter is never used, it
 * would e-mail all followers.
 */
final class Note {
  private static final String PARTNER = Wanted.PARTNER.entity();
  private static final int SENT = 3;

  /** As Axelor numbers the media of a message; what is none of them is kept as a letter. */
  private static final Map<String, Integer> MEDIA = Map.of("letter", 1, "email", 2, "sms", 5);

  private final Talk talk;
  private final long company;

  Note(Talk talk, long company) {
    this.talk = talk;
    this.company = company;
  }

  /**
   * Writes it unless it is there.
   *
   * @param target an invoice's id, {@code m} and a move's, or {@code quote/} and a sale order's
   * @return the id of what is there now
   */
  String write(String key, String target, String channel, String words) {
    if (target.startsWith("quote/")) {
      return onQuote(number(target.substring("quote/".length())), key, words);
    }
    talk.require(List.of(Wanted.MESSAGE));
    String subject = "Relance [" + key.replaceAll("[<>]", "") + "]";
    Optional<ObjectNode> there =
        talk.find(
            Question.of(Wanted.MESSAGE, "self.subject = :subject", Map.of("subject", subject))
                .fields(List.of("id")));
    if (there.isPresent()) {
      return Rows.text(there.get(), "id");
    }
    boolean move = target.startsWith("m");
    long id = number(move ? target.substring(1) : target);
    int medium = MEDIA.getOrDefault(channel, 1);
    return message(subject, words, medium, partner(move, id), move ? 0 : id);
  }

  private long number(String id) {
    if (!id.matches("\\d{1,9}")) {
      throw talk.troubles("write-back to " + id)
          .trouble(Kind.MISCONFIGURED, "that is no document of Axelor", "check the source");
    }
    return Long.parseLong(id);
  }

  private long partner(boolean move, long id) {
    Question question =
        move
            ? Question.of(
                    Wanted.LINE, "self.move.id = :id AND self.partner.id > 0", Map.of("id", id))
                .fields(List.of("partner.id"))
            : Question.of(Wanted.INVOICE, "self.id = :id", Map.of("id", id))
                .fields(List.of("partner.id"));
    return talk.find(question)
        .map(row -> Rows.id(row, "partner.id"))
        .orElseThrow(
            () ->
                talk.troubles("write-back to " + id)
                    .trouble(Kind.MISCONFIGURED, "that document is gone", "nothing, if it is"));
  }

  private String message(String subject, String words, int medium, long partner, long invoice) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("typeSelect", 2);
    message.put("mediaTypeSelect", medium);
    message.put("statusSelect", SENT);
    message.put("subject", subject);
    message.put("content", words);
    message.put("sentDateT", talk.clock().toString());
    message.put("company", Map.of("id", company));
    message.put(
        "multiRelatedList",
        invoice == 0
            ? List.of(link(PARTNER, partner))
            : List.of(link(Wanted.INVOICE.entity(), invoice), link(PARTNER, partner)));
    JsonNode made = talk.create(Wanted.MESSAGE.entity(), message);
    kept(Wanted.MESSAGE, made, Map.of("statusSelect", SENT, "typeSelect", 2, "subject", subject));
    return made.path("id").asText();
  }

  private static Map<String, Object> link(String entity, long id) {
    return Map.of("relatedToSelect", entity, "relatedToSelectId", id);
  }

  /** A quotation has a place of its own for it: the day and the words of the last reminder. */
  private String onQuote(long id, String key, String words) {
    ObjectNode quote =
        talk.find(
                Question.of(Wanted.QUOTE, "self.id = :id", Map.of("id", id))
                    .fields(List.of("version", "lastReminderDate", "lastReminderComments")))
            .orElseThrow(
                () ->
                    talk.troubles("write-back to quote " + id)
                        .trouble(Kind.MISCONFIGURED, "that quote is gone", "nothing, if it is"));
    String comment = words + " [" + key.replaceAll("[<>]", "") + "]";
    if (!Rows.text(quote, "lastReminderComments").equals(comment)) {
      String day = talk.clock().toString().substring(0, 10);
      long version = Rows.id(quote, "version");
      JsonNode made =
          talk.update(
              Wanted.QUOTE.entity(),
              id,
              Map.of("version", version, "lastReminderDate", day, "lastReminderComments", comment));
      if (made.path("version").asLong() <= version) {
        throw talk.troubles("SaleOrder/save")
            .lies("it says success and keeps version " + version + ": nothing was written");
      }
      kept(Wanted.QUOTE, made, Map.of("lastReminderDate", day, "lastReminderComments", comment));
    }
    return String.valueOf(id);
  }

  /** After a write: is what came back what we wanted? */
  private void kept(Wanted entity, JsonNode made, Map<String, Object> wanted) {
    wanted.forEach(
        (field, value) -> {
          if (!made.path(field).asText().equals(String.valueOf(value))) {
            throw talk.troubles(entity.name() + "/save")
                .lies(
                    "record "
                        + made.path("id")
                        + " has "
                        + field
                        + " "
                        + made.path(field)
                        + " instead of "
                        + value);
          }
        });
  }
}
