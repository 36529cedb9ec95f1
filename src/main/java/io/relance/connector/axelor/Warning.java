package io.relance.connector.axelor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.relance.connector.Marked;
import io.relance.connector.SourceTrouble.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a salesperson reads of a partner: a line of ours in the partner's notes. A Blocking would
 * stop orders, and is never made; what people wrote in the notes stays.
 */
final class Warning {
  private static final String NOTES = "description";

  private final Talk talk;

  Warning(Talk talk) {
    this.talk = talk;
  }

  /**
   * Writes it, unless it is there.
   *
   * @param words null takes ours off
   */
  String write(String target, @Nullable String words) {
    talk.require(List.of(Wanted.NOTES));
    ObjectNode partner = partner(target);
    String before = Rows.text(partner, NOTES);
    String after = Marked.with(before, words);
    if (!after.equals(before)) {
      long version = Rows.id(partner, "version");
      JsonNode made =
          talk.update(
              Wanted.NOTES.entity(),
              Rows.id(partner, "id"),
              Map.of("version", version, NOTES, after));
      if (made.path("version").asLong() <= version || !Rows.text(made, NOTES).equals(after)) {
        throw talk.troubles("Partner/save")
            .lies("it says success and the partner's notes are not what was written");
      }
    }
    return target;
  }

  private ObjectNode partner(String target) {
    if (!target.matches("\\d{1,9}")) {
      throw talk.troubles("warning on " + target)
          .trouble(Kind.MISCONFIGURED, "that is no partner of Axelor", "check the source");
    }
    return talk.find(
            Question.of(Wanted.NOTES, "self.id = :id", Map.of("id", Long.parseLong(target))))
        .orElseThrow(
            () ->
                talk.troubles("warning on partner " + target)
                    .trouble(
                        Kind.LIES, "that partner is gone", "the next sweep tells who is left"));
  }
}
