package io.relance.connector.file;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The cursor of a file source: which file the ledger holds.
 *
 * @param sides hash of the files read beside it, empty when there are none
 * @param facts what the format wants to know of it when the next one comes
 */
public record Stamp(
    String sha256, String name, Instant asOf, String sides, Map<String, String> facts) {
  private static final JsonMapper JSON = new JsonMapper();

  public static Stamp of(Arrival file, String sides, Map<String, String> facts) {
    return new Stamp(file.sha256(), file.name(), file.asOf(), sides, facts);
  }

  /** Reads {@link #text}; null when there is none, or it is another connector's. */
  public static @Nullable Stamp read(@Nullable String text) {
    try {
      JsonNode node = text == null ? null : JSON.readTree(text);
      if (node == null || !node.hasNonNull("sha256")) {
        return null;
      }
      Map<String, String> facts = new TreeMap<>();
      node.path("facts")
          .fields()
          .forEachRemaining(f -> facts.put(f.getKey(), f.getValue().asText()));
      return new Stamp(
          node.path("sha256").asText(),
          node.path("name").asText(),
          Instant.parse(node.path("asOf").asText()),
          node.path("sides").asText(),
          facts);
    } catch (JsonProcessingException | DateTimeException e) {
      return null;
    }
  }

  /** The part of its hash that the names of archived files carry. */
  String mark() {
    return Arrival.mark(sha256);
  }

  public String text() {
    ObjectNode node = JSON.createObjectNode();
    node.put("sha256", sha256).put("name", name).put("asOf", asOf.toString()).put("sides", sides);
    facts.forEach(node.putObject("facts")::put);
    return node.toString();
  }
}
