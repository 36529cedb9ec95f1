package io.relance.connector.odoo;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.SourceTrouble.Kind;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The PDF of an invoice as Odoo keeps it: the legal one of Send &amp; Print, else the saved report
 * of its number. No other file: what a colleague hung on the invoice is not the customer's to see.
 */
final class Paper {
  private static final String LEGAL = "invoice_pdf_report_file";

  private final Conversation talk;
  private final int move;
  private final @Nullable String known;
  private final long most;

  private Paper(Conversation talk, int move, @Nullable String known, long most) {
    this.talk = talk;
    this.move = move;
    this.known = known;
    this.most = most;
  }

  /**
   * Plans it.
   *
   * @param known the version that the hub has; it is not fetched again
   * @param most bytes that a message may carry: a larger file is not fetched
   */
  static void plan(Conversation talk, int company, int move, @Nullable String known, long most) {
    Paper paper = new Paper(talk, move, known, most);
    talk.then(
        () ->
            talk.ask(
                Question.searchRead(
                        "account.move", List.of(List.of("id", "=", move)), List.of("name", "state"))
                    .page(1)
                    .inCompany(company),
                paper::heardMove));
  }

  private void heardMove(JsonNode moves) {
    if (moves.isEmpty() || !moves.get(0).path("state").asText().equals("posted")) {
      return; // no result: there is no such document
    }
    String number = moves.get(0).path("name").asText();
    List<Object> domain =
        List.of(
            List.of("res_model", "=", "account.move"),
            List.of("res_id", "=", move),
            List.of("mimetype", "=", "application/pdf"),
            "|",
            List.of("res_field", "=", Boolean.FALSE),
            List.of("res_field", "=", LEGAL));
    talk.ask(
        Question.searchRead(
                "ir.attachment", domain, List.of("name", "checksum", "res_field", "file_size"))
            .page(200),
        files -> choose(files, number));
  }

  private void choose(JsonNode files, String number) {
    JsonNode chosen = null;
    for (JsonNode file : files) {
      boolean legal = file.path("res_field").asText().equals(LEGAL);
      boolean saved = file.path("name").asText().equals(number.replace('/', '_') + ".pdf");
      if (legal
          || (saved && (chosen == null || !chosen.path("res_field").asText().equals(LEGAL)))) {
        chosen = file; // of several the newest: they come by ascending id
      }
    }
    if (chosen == null) {
      return;
    }
    String version = chosen.path("checksum").asText();
    if (version.equals(known)) {
      talk.conclude(Map.of("version", version));
    } else {
      weigh(chosen.path("file_size").asLong(), number);
      fetch(chosen.path("id").asInt(), version, number);
    }
  }

  private void weigh(long bytes, String number) {
    if (bytes > most) {
      throw talk.troubles("the PDF of " + number)
          .trouble(
              Kind.MISCONFIGURED,
              "the file has %d bytes, and a message may carry %d".formatted(bytes, most),
              "print it smaller in Odoo, raise relance.mail.attach.kilobytes, or take documents out of the policy's attach");
    }
  }

  private void fetch(int file, String version, String number) {
    talk.ask(
        Question.searchRead("ir.attachment", List.of(List.of("id", "=", file)), List.of("datas"))
            .page(1),
        rows -> talk.conclude(taken(rows, version, number)));
  }

  private Map<String, Object> taken(JsonNode rows, String version, String number) {
    byte[] content = Base64.getMimeDecoder().decode(rows.path(0).path("datas").asText(""));
    if (content.length == 0) {
      throw talk.troubles("the PDF of " + number)
          .trouble(
              Kind.LIES,
              "the file is listed and has no content",
              "print the invoice again in Odoo");
    }
    return Map.of(
        "name",
        number.replace('/', '-') + ".pdf",
        "type",
        "application/pdf",
        "version",
        version,
        "content",
        content);
  }
}
