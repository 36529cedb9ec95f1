package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.Marked;
import io.relance.connector.SourceTrouble.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a salesperson reads before an order of this customer is made ({@code sale_warn_msg}): a
 * warning, never a block. Our line stands beside what a person wrote there and is taken off alone.
 * Before 19 the kind of warning ({@code sale_warn}) goes with it; a person's block stays a block.
 */
final class Warning {
  private static final String TEXT = "sale_warn_msg";
  private static final String KIND = "sale_warn";

  private final Conversation talk;
  private final int partner;
  private final @Nullable String words;

  private Warning(Conversation talk, int partner, @Nullable String words) {
    this.talk = talk;
    this.partner = partner;
    this.words = words;
  }

  /**
   * Plans it.
   *
   * @param words null takes ours off
   */
  static void plan(Conversation talk, int partner, @Nullable String words) {
    talk.then(new Warning(talk, partner, words)::askFields);
  }

  private void askFields() {
    talk.ask(
        Question.of("res.partner", "fields_get")
            .with("allfields", List.of(TEXT, KIND))
            .with("attributes", List.of("type")),
        fields -> {
          if (fields.has(TEXT)) {
            askPartner(fields.has(KIND) ? List.of(TEXT, KIND) : List.of(TEXT));
          } else if (words != null) {
            throw talk.troubles("sales warning")
                .trouble(
                    Kind.DRIFT,
                    "customers have no sales warning there",
                    "install Odoo's app Sales, or take the channel warning out of the policy");
          } else {
            talk.conclude("");
          }
        });
  }

  private void askPartner(List<String> fields) {
    talk.ask(
        Question.searchRead("res.partner", List.of(List.of("id", "=", partner)), fields)
            .page(1)
            .with("context", Map.of("active_test", Boolean.FALSE)),
        rows -> heard(rows, fields.contains(KIND)));
  }

  private void heard(JsonNode rows, boolean kinds) {
    if (rows.isEmpty()) {
      throw talk.troubles("customer " + partner)
          .trouble(Kind.LIES, "this customer is gone", "the next sweep reads who is left");
    }
    String before = Rows.text(rows.get(0), TEXT);
    String after = Marked.with(before, words);
    Map<String, Object> values = new HashMap<>();
    if (!after.equals(before)) {
      values.put(TEXT, after.isEmpty() ? Boolean.FALSE : after);
    }
    if (kinds) {
      kind(Rows.text(rows.get(0), KIND), before, after, values);
    }
    if (values.isEmpty()) {
      talk.conclude(String.valueOf(partner));
    } else {
      talk.ask(
          Question.on("res.partner", "write", List.of(partner)).with("vals", values),
          written -> talk.conclude(String.valueOf(partner)));
    }
  }

  private static void kind(String before, String text, String after, Map<String, Object> values) {
    if (!after.isEmpty() && (before.isEmpty() || before.equals("no-message"))) {
      values.put(KIND, "warning");
    } else if (after.isEmpty() && !text.isEmpty() && before.equals("warning")) {
      values.put(KIND, "no-message");
    }
  }
}
