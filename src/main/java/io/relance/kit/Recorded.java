package io.relance.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** One ask of answers.json with its answer. */
record Recorded(JsonNode entry) {
  /** Matches any value in an ask. */
  private static final String ANY = "*";

  JsonNode ask() {
    return entry.path("ask");
  }

  JsonNode answer() {
    return entry.path("answer");
  }

  int status() {
    return entry.path("status").asInt(200);
  }

  boolean writes() {
    return entry.path("writes").asBoolean();
  }

  String path() {
    return ask().path("path").asText().replaceFirst("\\?.*", "");
  }

  /** Whether the request is the one recorded. */
  boolean matches(String method, String path, Map<String, String> query, JsonNode body) {
    return ask().path("method").asText("GET").equals(method)
        && path().equals(path)
        && has(query)
        && within(ask().path("body"), body);
  }

  /** How closely it says what it answers: of two that match, the closer one does. */
  int closeness() {
    return query().size() + leaves(ask().path("body"));
  }

  private boolean has(Map<String, String> query) {
    return query().entrySet().stream()
        .allMatch(
            wanted ->
                query.containsKey(wanted.getKey())
                    && (wanted.getValue().equals(ANY)
                        || wanted.getValue().equals(query.get(wanted.getKey()))));
  }

  private Map<String, String> query() {
    JsonNode query = ask().path("query");
    if (!query.isObject()) {
      String path = ask().path("path").asText();
      return parameters(query.asText(path.contains("?") ? path.replaceFirst(".*?\\?", "") : ""));
    }
    Map<String, String> wanted = new TreeMap<>();
    query.fields().forEachRemaining(field -> wanted.put(field.getKey(), field.getValue().asText()));
    return wanted;
  }

  /** {@code a=1&b=2}, decoded. */
  static Map<String, String> parameters(String text) {
    Map<String, String> parameters = new TreeMap<>();
    for (String pair : text.split("&")) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        parameters.put(decoded(parts[0]), parts.length == 1 ? "" : decoded(parts[1]));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /**
   * What an object leaves out may be anything; lists are as long, texts differ in spaces at most.
   */
  private static boolean within(JsonNode wanted, JsonNode given) {
    if (wanted.isMissingNode() || wanted.isTextual() && wanted.asText().equals(ANY)) {
      return true;
    }
    if (wanted.isObject()) {
      return fieldsWithin(wanted, given);
    }
    if (wanted.isArray()) {
      boolean same = given.isArray() && given.size() == wanted.size();
      for (int i = 0; same && i < wanted.size(); i++) {
        same = within(wanted.get(i), given.get(i));
      }
      return same;
    }
    return !given.isContainerNode() && spaceless(wanted).equals(spaceless(given));
  }

  private static boolean fieldsWithin(JsonNode wanted, JsonNode given) {
    for (Iterator<String> names = wanted.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      JsonNode value = given.isObject() ? given.path(name) : MissingNode.getInstance();
      if (value.isMissingNode() || !within(wanted.get(name), value)) {
        return false;
      }
    }
    return true;
  }

  private static String spaceless(JsonNode text) {
    return text.asText().replaceAll("\\s+", " ").strip();
  }

  private static int leaves(JsonNode node) {
    if (!node.isContainerNode()) {
      return node.isMissingNode() || node.asText().equals(ANY) ? 0 : 1;
    }
    int leaves = 0;
    for (JsonNode child : node) {
      leaves += leaves(child);
    }
    return leaves;
  }
}
