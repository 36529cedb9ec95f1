package io.relance.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/**
 * What a gateway handed in at the door: fields of its query or form by name, those of a JSON body
 * by JSON pointer ({@code /message/id}).
 */
record Callback(Map<String, String> fields, JsonNode body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * @throws IllegalArgumentException when the body is neither a form nor JSON
   */
  static Callback of(Exchange exchange) {
    Message message = exchange.getMessage();
    Map<String, String> fields = new HashMap<>();
    query(message.getHeader(Exchange.HTTP_QUERY, "", String.class), fields);
    if (message.getBody() instanceof Map<?, ?> form) {
      form.forEach((name, value) -> fields.put(String.valueOf(name), String.valueOf(value)));
      return new Callback(fields, JSON.missingNode());
    }
    return new Callback(fields, json(message.getBody(String.class)));
  }

  private static void query(String text, Map<String, String> fields) {
    for (String pair : text.split("&")) {
      int sign = pair.indexOf('=');
      if (sign > 0) {
        fields.put(decoded(pair.substring(0, sign)), decoded(pair.substring(sign + 1)));
      }
    }
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode json(String text) {
    try {
      return text == null || text.isBlank() ? JSON.missingNode() : JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("its body is neither a form nor JSON", e);
    }
  }

  /** The field, or empty when it did not come. */
  String find(String name) {
    return name.startsWith("/") ? body.at(name).asText("") : fields.getOrDefault(name, "");
  }

  /**
   * The field.
   *
   * @throws IllegalArgumentException when it did not come
   */
  String get(String name) {
    String value = find(name).strip();
    if (value.isEmpty()) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return value;
  }
}
