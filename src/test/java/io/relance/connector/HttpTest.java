package io.relance.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.relance.connector.Http.Answer;
import io.relance.connector.Http.Question;
import io.relance.connector.SourceTrouble.Kind;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A question leaves as it was given, once; what comes back comes back whole, or is a trouble. */
class HttpTest {
  private static final String CALL =
      """
      apiVersion: camel.apache.org/v1
      kind: Kamelet
      metadata:
        name: any-call
      spec:
        definition: {title: any, type: object, properties: {}}
        template:
          from:
            uri: kamelet:source
            steps:
              - doTry:
                  steps:
                    - toD:
                        uri: "${exchangeProperty.httpBase}"
                        parameters:
                          bridgeEndpoint: true
                          followRedirects: false
                          throwExceptionOnFailure: false
                          copyHeaders: false
                          httpClient.responseTimeout: "${exchangeProperty.httpTimeout}"
                  doCatch:
                    - exception: [java.io.IOException]
                      steps:
                        - setBody: {simple: "${exception}"}
      """;

  private final CamelContext camel = new DefaultCamelContext();
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private Http http;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(ResourceHelper.fromString("any-call.kamelet.yaml", CALL));
    camel.start();
    http = Http.through(camel, "any-call", "Any ERP", 500);
  }

  @AfterEach
  void stop() {
    camel.stop();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(
        exchange.getRequestMethod()
            + " "
            + exchange.getRequestURI()
            + " "
            + body
            + " "
            + exchange.getRequestHeaders().getFirst("X-Own"));
    switch (exchange.getRequestURI().getPath()) {
      case "/elsewhere" -> {
        exchange.getResponseHeaders().set("Location", "/a");
        exchange.sendResponseHeaders(302, -1);
      }
      case "/cut" -> {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write(1);
      }
      default -> {
        byte[] said = "{\"open\": 0.10}".getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
        exchange.getResponseHeaders().add("Set-Cookie", "a=1; Path=/");
        exchange.getResponseHeaders().add("Set-Cookie", "b=2");
        exchange.sendResponseHeaders(
            exchange.getRequestURI().getPath().equals("/b") ? 401 : 200, said.length);
        exchange.getResponseBody().write(said);
      }
    }
    exchange.close();
  }

  private Answer ask(String method, String path, String body) {
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + path;
    return http.ask(new Question(method, url, Map.of("X-Own", "mine"), body));
  }

  @Test
  void aQuestionLeavesAsItWasGiven() {
    ask("POST", "/x%20y?$filter=a%20eq%20%27b%27&connectTimeout=1", "{\"é\":1}");
    ask("DELETE", "/x", null);
    assertThat(asked)
        .containsExactly(
            "POST /x%20y?$filter=a%20eq%20%27b%27&connectTimeout=1 {\"é\":1} mine",
            "DELETE /x  mine");
  }

  @Test
  void anAnswerOfAnyStatusComesWholeAndExact() throws IOException {
    Answer refused = ask("GET", "/b", null);
    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.isJson()).isTrue();
    assertThat(refused.json().path("open").decimalValue()).isEqualTo(new BigDecimal("0.10"));
    assertThat(refused.headers().get("set-cookie")).containsExactly("a=1; Path=/", "b=2");
    assertThat(refused.header("X-Own")).as("what was asked").isEmpty();
  }

  @Test
  void noRedirectIsFollowed() {
    assertThat(ask("GET", "/elsewhere", null).status()).isEqualTo(302);
    assertThat(asked).hasSize(1);
  }

  @Test
  void noWholeAnswerIsUnreachableAndAskedOnce() {
    assertThatThrownBy(() -> ask("POST", "/cut", "{}"))
        .isInstanceOfSatisfying(
            SourceTrouble.class,
            trouble -> {
              assertThat(trouble.kind()).isEqualTo(Kind.UNREACHABLE);
              assertThat(trouble).hasMessageContaining("Any ERP, asked for /cut");
            });
    assertThat(asked).hasSize(1);
    server.stop(0);
    assertThatThrownBy(() -> ask("GET", "/a", null)).isInstanceOf(SourceTrouble.class);
  }
}
