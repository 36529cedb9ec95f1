package io.relance.connector.odoo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a real Odoo answered to a sweep, and the ledger it must become: exactly. */
class OdooSampleTest {
  private static final Path SAMPLE = Path.of("connectors/odoo/sample");

  @ParameterizedTest
  @ValueSource(ints = {19, 14})
  void theRecordedAnswersBecomeTheLedger(int major) throws Exception {
    Iterator<JsonNode> answers = read("answers-" + major).iterator();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String asked =
              asked(exchange.getRequestURI().getPath(), exchange.getRequestBody().readAllBytes());
          JsonNode answer = answers.next();
          boolean same = answer.path("ask").asText().equals(asked);
          byte[] body = answer.path("answer").toString().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", answer.path("type").asText());
          exchange.sendResponseHeaders(same ? answer.path("status").asInt() : 500, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    try (Street street = new Street(parameters(url))) {
      street.run("sweep", null, Map.of("company", "2"));
      assertThat(Wire.JSON.readTree(ledger(street).replace(url, "https://odoo.example")))
          .isEqualTo(Wire.JSON.readTree(read("ledger-" + major).toString()));
      assertThat(answers).as("answers nobody asked for").isExhausted();
    } finally {
      server.stop(0);
    }
  }

  private static Map<String, String> parameters(String url) {
    return Map.of("url", url, "database", "odoo", "login", "connector", "apiKey", "recorded");
  }

  private static String asked(String path, byte[] body) throws IOException {
    if (!path.equals("/jsonrpc")) {
      return path.replace("/json/2/", "");
    }
    JsonNode params = Wire.JSON.readTree(body).path("params");
    JsonNode args = params.path("args");
    return params.path("service").asText().equals("common")
        ? "common/" + params.path("method").asText()
        : args.path(3).asText() + "/" + args.path(4).asText();
  }

  private static String ledger(Street street) {
    Map<String, Object> ledger = new LinkedHashMap<>();
    for (String type :
        List.of("company", "debtor", "contact", "item", "payment", "quote", "document")) {
      ledger.put(type, street.records(type));
    }
    ledger.put("items", street.lastClose().get("items"));
    ledger.put("totals", street.lastClose().get("totals"));
    return Wire.text(ledger);
  }

  private static JsonNode read(String name) throws IOException {
    return Wire.JSON.readTree(SAMPLE.resolve(name + ".json").toFile());
  }
}
