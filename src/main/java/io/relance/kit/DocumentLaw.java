package io.relance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.SourceTrouble;
import io.relance.kit.Law.Broken;
import io.relance.kit.Law.NotApplicable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a connector hands out of a document: its PDF, and no other's. */
final class DocumentLaw {
  private static final List<String> PARTS = List.of("name", "type", "version", "content");

  private DocumentLaw() {}

  static String handedOut(Trial trial) throws Exception {
    try (Trial.Play play = trial.play()) {
      if (!play.stage().has("document")) {
        throw new NotApplicable("this connector has no document: no message carries its PDFs");
      }
      String key = invoice(Trial.good(play));
      play.player().rewind();
      Map<?, ?> file = answer(trial, play, key, null);
      if (file == null || !file.keySet().containsAll(PARTS)) {
        throw new Broken("of document " + key + " comes " + file + play.missing());
      }
      Object version = file.get("version");
      Map<?, ?> again = answer(trial, play, key, String.valueOf(version));
      if (again == null || !again.equals(Map.of("version", version))) {
        throw new Broken("asked again with its version it is fetched again" + play.missing());
      }
      String unknown = key.replaceFirst("\\d+", "987654321");
      if (answer(trial, play, unknown, null) != null) {
        throw new Broken("document " + unknown + " is known to nobody and has a PDF");
      }
      return file.get("name") + " of document " + key + ", once; the unknown one has none";
    }
  }

  private static String invoice(Reading good) {
    return good.records("item").stream()
        .filter(item -> item.path("document").isTextual())
        .filter(item -> item.path("kind").asText().equals("invoice"))
        .map((JsonNode item) -> item.path("document").asText())
        .findFirst()
        .orElseThrow(() -> new NotApplicable("no invoice of this sample has a document"));
  }

  private static @Nullable Map<?, ?> answer(
      Trial trial, Trial.Play play, String key, @Nullable String known) throws Exception {
    Map<String, Object> asked = new HashMap<>();
    asked.put("documentKey", key);
    asked.put("documentKnown", known);
    try {
      return (Map<?, ?>) play.stage().run("document", trial.company(), null, asked);
    } catch (SourceTrouble trouble) {
      throw new Broken("document " + key + ": " + trouble.getMessage() + play.missing());
    }
  }
}
