package io.relance.connector;

import com.fasterxml.jackson.databind.JsonNode;
import io.relance.connector.SourceTrouble.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;

/**
 * For connectors in YAML alone: what a mapping cannot do with the body. JSON goes in and out as
 * text.
 */
public final class Body {
  private static final String SEEN = "relanceSeen";
  private static final String COLLECTED = "relanceCollected";

  private Body() {}

  /** Begins a loop over pages: property {@code next} is empty, which asks for the first one. */
  public static void first(Exchange exchange) {
    exchange.setProperty("next", "");
    exchange.setProperty(SEEN, new HashSet<>(Set.of("")));
  }

  /**
   * Turns the page: property {@code next} becomes what the answer names in that field, or {@code
   * end}.
   *
   * @throws SourceTrouble when it has no such field, or names a page that came before: the loop
   *     would never end
   */
  public static void next(Exchange exchange, String field) {
    JsonNode named = tree(exchange).path(field);
    if (named.isMissingNode()) {
      throw new SourceTrouble(
          Kind.DRIFT,
          "Asked %s, its answer has no field %s, which names the next page or is null. What to do: compare with what it answered before."
              .formatted(exchange.getProperty("ask"), field));
    }
    String next = named.isNull() ? "" : named.asText();
    boolean last = next.isEmpty();
    @SuppressWarnings("unchecked")
    Set<String> seen = exchange.getProperty(SEEN, Set.class);
    if (!last && !seen.add(next)) {
      throw new SourceTrouble(
          Kind.LIES,
          "Asked %s, it names the next page %s, which came before. What to do: read the system's own log."
              .formatted(exchange.getProperty("ask"), next));
    }
    exchange.setProperty("next", last ? "end" : next);
  }

  /** The body, whatever it is, as JSON text: keys for a question, words for a note. */
  public static void json(Exchange exchange) throws IOException {
    exchange.getMessage().setBody(Http.JSON.writeValueAsString(exchange.getMessage().getBody()));
  }

  /** The body's JSON object as a Map: a close, a probe's answer. */
  public static void map(Exchange exchange) {
    exchange.getMessage().setBody(Http.JSON.convertValue(tree(exchange), Map.class));
  }

  /** What a field of the body's JSON object says becomes the body: the id of what is there now. */
  public static void field(Exchange exchange, String field) {
    String text = tree(exchange).path(field).asText("");
    exchange.getMessage().setBody(text.isEmpty() ? null : text);
  }

  /**
   * Keeps this page (header relanceType) for a re-read's answer, which becomes the body: all pages
   * of a type, in their order.
   */
  public static void collect(Exchange exchange) {
    String type = exchange.getMessage().getHeader("relanceType", String.class);
    @SuppressWarnings("unchecked")
    Map<String, List<Object>> collected =
        exchange.getProperty(COLLECTED, new LinkedHashMap<String, List<Object>>(), Map.class);
    collected
        .computeIfAbsent(type, t -> new ArrayList<>())
        .addAll(Http.JSON.convertValue(tree(exchange), List.class));
    exchange.setProperty(COLLECTED, collected);
    exchange.getMessage().removeHeaders("*");
    exchange.getMessage().setBody(collected);
  }

  private static JsonNode tree(Exchange exchange) {
    try {
      return Http.JSON.readTree(exchange.getMessage().getBody(String.class));
    } catch (IOException e) {
      throw new IllegalStateException("the body is no JSON: " + e.getMessage(), e);
    }
  }
}
