package io.relance.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.support.SmsDispatch;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** routes/examples/send-sms, as shipped, in the place of routes/send-sms, and its reports. */
class JsonGatewayTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TOKEN = "a-token-of-thirty-two-letters-ok";
  private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
  private final List<String> keys = new CopyOnWriteArrayList<>();
  private final int door = SmsDispatch.freePort();
  @TempDir Path folder;
  private HttpServer gateway;
  private House house;
  private SmsDispatch dispatch;

  @BeforeEach
  void open() throws IOException {
    gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    gateway.createContext(
        "/sms",
        exchange -> {
          JsonNode question = JSON.readTree(exchange.getRequestBody());
          boolean known =
              "Bearer gateway-key".equals(exchange.getRequestHeaders().getFirst("Authorization"));
          asked.add(question);
          keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
          String to = question.get("to").asText();
          byte[] answer =
              (to.endsWith("2")
                      ? "{\"credits\": 0}"
                      : "{\"messages\": [{\"id\": \"m-%s\"}]}".formatted(to))
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(!known ? 401 : to.endsWith("3") ? 422 : 200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    gateway.start();
    SmsDispatch.home(
            folder,
            TestDatabase.freshUrl(),
            List.of(
                "relance.sms.url=http://127.0.0.1:" + gateway.getAddress().getPort() + "/sms",
                "relance.sms.from=LUMIERE",
                "relance.sms.auth=Bearer gateway-key",
                "relance.sms.id=/messages/0/id",
                "relance.hooks.port=" + door,
                "relance.hooks.token=another-" + TOKEN,
                "relance.receipts.token=" + TOKEN,
                "relance.receipts.sms.id=msg",
                "relance.receipts.sms.status=state"))
        .file(
            "routes/send-sms.camel.yaml", TestHome.shipped("routes/examples/send-sms.camel.yaml"));
    house = House.open(Home.at(folder), Clock.systemUTC(), Map.of());
    dispatch = new SmsDispatch(house.database(), Clock.systemUTC());
  }

  @AfterEach
  void close() {
    house.close();
    gateway.stop(0);
  }

  @Test
  void itsAnswersSayWhatBecameOfEach() throws Exception {
    dispatch.queue(1, 3);
    try (Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused()).isEmpty();
      await()
          .until(() -> dispatch.states().equals(Map.of("sent", 1L, "uncertain", 1L, "dead", 1L)));
      report("m-+33612000001");
      assertThat(dispatch.act("D1", "state")).isEqualTo("delivered");
    }

    assertThat(asked).hasSize(3).allMatch(one -> one.get("from").asText().equals("LUMIERE"));
    assertThat(asked.get(0).get("text").asText()).contains("Ateliers Lumière : bonjour");
    assertThat(asked.get(0).get("coding").asText()).isEqualTo("GSM");
    assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.startsWith("relance."));
    assertThat(dispatch.act("D1", "gateway_id")).isEqualTo("m-+33612000001");
    assertThat(dispatch.act("D2", "cause")).contains("has no /messages/0/id (relance.sms.id)");
    assertThat(dispatch.act("D3", "cause")).contains("HTTP 422");
  }

  private void report(String id) throws Exception {
    URI uri =
        URI.create(
            "http://127.0.0.1:%d/receipts/sms?token=%s&state=delivered&msg=%s"
                .formatted(door, TOKEN, id.replace("+", "%2B")));
    int status =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
            .statusCode();
    assertThat(status).isEqualTo(200);
  }
}
