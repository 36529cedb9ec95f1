package io.relance.connector.odoo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.relance.connector.SourceTrouble;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Odoo's two transports: a question becomes a request, a response becomes an answer. */
final class Wire {
  /** Amounts stay the decimals Odoo wrote. */
  static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
          .build();

  /** One HTTP request, as the call kamelet sends it. */
  record Request(String method, String path, String body, Map<String, String> headers) {}

  /** One HTTP response, body read to its end. */
  record Response(int status, String contentType, @Nullable String date, byte[] body) {
    boolean isJson() {
      return contentType.contains("json");
    }
  }

  private Wire() {}

  static Request version() {
    return new Request("GET", "/web/version", "", Map.of());
  }

  /** Odoo before 17 knows no /web/version. */
  static Request commonVersion() {
    return rpc("common", "version", List.of());
  }

  static Request authenticate(Access access) {
    return rpc(
        "common",
        "authenticate",
        List.of(access.database(), access.login(), access.apiKey(), Map.of()));
  }

  static Request json2(Access access, Question question) {
    Map<String, Object> body = new LinkedHashMap<>(question.args());
    if (!question.ids().isEmpty()) {
      body.put("ids", question.ids());
    }
    return new Request(
        "POST",
        "/json/2/" + question.model() + "/" + question.method(),
        text(body),
        Map.of(
            "Content-Type",
            "application/json",
            "Authorization",
            "bearer " + access.apiKey(),
            "X-Odoo-Database",
            access.database()));
  }

  /**
   * Old versions take the values of create and write, and the domain of search, by position only.
   */
  static Request jsonRpc(Access access, Session session, Question question) {
    Map<String, Object> named = new LinkedHashMap<>(question.args());
    List<Object> byPosition =
        switch (question.method()) {
          case "create" -> List.of(named.remove("vals_list"));
          case "search", "search_count" -> List.of(named.remove("domain"));
          case "write" -> List.of(question.ids(), named.remove("vals"));
          default -> question.ids().isEmpty() ? List.of() : List.of(question.ids());
        };
    return rpc(
        "object",
        "execute_kw",
        List.of(
            access.database(),
            session.uid(),
            access.apiKey(),
            question.model(),
            question.method(),
            byPosition,
            named));
  }

  private static Request rpc(String service, String method, List<?> args) {
    Map<String, Object> envelope =
        Map.of(
            "jsonrpc",
            "2.0",
            "method",
            "call",
            "id",
            1,
            "params",
            Map.of("service", service, "method", method, "args", args));
    return new Request(
        "POST", "/jsonrpc", text(envelope), Map.of("Content-Type", "application/json"));
  }

  /**
   * The answer in a response of either transport; a method without result answers null.
   *
   * @throws SourceTrouble for every error of either transport, and for an answer that is none
   */
  static JsonNode answer(Response response, Troubles troubles) {
    if (!response.isJson()) {
      throw troubles.notJson(response);
    }
    JsonNode body = parse(response, troubles);
    if (response.status() >= 400) {
      throw troubles.of(response.status(), body);
    }
    if (!body.has("jsonrpc")) {
      return body;
    }
    if (body.has("error")) {
      throw troubles.of(200, body.path("error").path("data"));
    }
    return body.has("result") ? body.get("result") : NullNode.getInstance();
  }

  private static JsonNode parse(Response response, Troubles troubles) {
    if (response.body().length == 0) {
      throw troubles.empty();
    }
    try {
      return JSON.readTree(response.body());
    } catch (java.io.IOException e) {
      throw troubles.cut(e);
    }
  }

  static String text(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON: " + e.getOriginalMessage(), e);
    }
  }
}
