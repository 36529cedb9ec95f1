package io.relance.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.relance.stories.StoryClock;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The simulator has the traps of the real one: else tests against it mean nothing. */
class SimulatedAxelorTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TERM = "com.axelor.apps.account.db.InvoiceTerm";
  private static final String QUOTE = "com.axelor.apps.sale.db.SaleOrder";

  private final StoryClock clock = new StoryClock(Instant.parse("2026-11-23T09:00:00Z"));
  private final HttpClient http = HttpClient.newHttpClient();
  private SimulatedAxelor axelor;

  @BeforeEach
  void start() throws Exception {
    axelor = SimulatedAxelor.start(8, clock);
    FrenchAxelor.fill(axelor, LocalDate.of(2026, 11, 23));
  }

  @AfterEach
  void stop() {
    axelor.close();
  }

  private HttpResponse<String> send(String method, String path, String body, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(axelor.url() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private JsonNode ask(String method, String path, String body) throws Exception {
    HttpResponse<String> answer =
        send(method, path, body, "API-KEY", axelor.apiKey(), "Content-Type", "application/json");
    assertThat(answer.statusCode()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private JsonNode search(String model, String body) throws Exception {
    return ask("POST", "/ws/rest/" + model + "/search", body);
  }

  private JsonNode save(String data) throws Exception {
    return ask("POST", "/ws/rest/" + QUOTE + "/1", "{\"data\":" + data + "}");
  }

  private static List<Long> ids(JsonNode answer) {
    List<Long> ids = new ArrayList<>();
    answer.path("data").forEach(row -> ids.add(row.path("id").asLong()));
    return ids;
  }

  @Test
  void onlyWhoLooksLikeAScriptIsTold401() throws Exception {
    String path = "/ws/rest/" + TERM;
    assertThat(send("GET", path, "").statusCode()).isEqualTo(302);
    assertThat(send("GET", path, "", "Accept", "application/json;charset=UTF-8").statusCode())
        .isEqualTo(302);
    for (String[] like :
        List.of(
            new String[] {"X-Requested-With", "XMLHttpRequest"},
            new String[] {"Accept", "application/json"},
            new String[] {"Content-Type", "application/json"})) {
      assertThat(send("GET", path, "", like).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void theCsrfTokenIsAskedForOnlyBesideAnOrigin() throws Exception {
    String login =
        "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(axelor.login(), axelor.password());
    HttpResponse<String> in = send("POST", "/callback", login);
    List<String> cookies =
        in.headers().allValues("set-cookie").stream().map(c -> c.split(";")[0]).toList();
    String cookie = String.join("; ", cookies);
    String path = "/ws/rest/" + TERM;
    assertThat(send("GET", path, "", "Cookie", cookie).statusCode()).isEqualTo(200);
    String[] foreign = {"Cookie", cookie, "Origin", "https://elsewhere.example"};
    assertThat(send("GET", path, "", foreign).statusCode()).isEqualTo(403);
    String token = cookies.get(1).split("=")[1];
    String[] shown = {"Cookie", cookie, "Origin", "https://erp.example", "X-CSRF-Token", token};
    assertThat(send("GET", path, "", shown).statusCode()).isEqualTo(200);
  }

  @Test
  void aSearchWithoutLimitIsWholeAPlainListIsForty() throws Exception {
    assertThat(ask("GET", "/ws/rest/" + TERM, "").path("data")).hasSize(40);
    JsonNode all = search(TERM, "{\"fields\":[\"id\"]}");
    assertThat(all.path("data").size()).isEqualTo(all.path("total").asInt()).isGreaterThan(80);
  }

  @Test
  void nothingFoundHasNoDataAndAFailedSearchLooksTheSame() throws Exception {
    JsonNode nothing = search(TERM, "{\"limit\":5,\"data\":{\"_domain\":\"self.id = -1\"}}");
    assertThat(nothing.has("data")).isFalse();
    assertThat(nothing.path("total").asInt(-9)).isZero();
    JsonNode failed = search(TERM, "{\"limit\":5,\"data\":{\"_domain\":\"self.nothing = 1\"}}");
    assertThat(failed.path("status").asInt()).isZero();
    assertThat(failed.has("data") || failed.has("total")).isFalse();
    JsonNode refused = search(TERM, "{\"limit\":5,\"data\":{\"_domain\":\"delete me\"}}");
    assertThat(refused.path("status").asInt()).isEqualTo(-1);
    assertThat(refused.path("data").path("message").asText()).isEqualTo("Invalid domain");
  }

  @Test
  void aMissingParameterMatchesNothing() throws Exception {
    JsonNode answer =
        search(TERM, "{\"limit\":5,\"data\":{\"_domain\":\"self.sequence > :none\"}}");
    assertThat(answer.path("total").asInt(-1)).isZero();
  }

  @Test
  void criteriaJoinByOrAndPlainKeysAreLikes() throws Exception {
    String two =
        "{\"criteria\":[{\"fieldName\":\"id\",\"operator\":\"=\",\"value\":1},"
            + "{\"fieldName\":\"id\",\"operator\":\"=\",\"value\":2}]}";
    assertThat(ids(search(QUOTE, "{\"data\":" + two + "}"))).containsExactly(1L, 2L);
    String none = two.replace("{\"criteria\"", "{\"operator\":\"and\",\"criteria\"");
    assertThat(ids(search(QUOTE, "{\"data\":" + none + "}"))).isEmpty();
    assertThat(ids(search(QUOTE, "{\"data\":{\"saleOrderSeq\":\"dv0077\"}}"))).hasSize(4);
  }

  @Test
  void archivedRowsHideUnlessAskedFor() throws Exception {
    axelor.ledger().update("sale.SaleOrder", 1, Map.of("archived", true));
    assertThat(ids(search(QUOTE, "{\"limit\":9,\"data\":{}}"))).doesNotContain(1L);
    assertThat(ids(search(QUOTE, "{\"limit\":9,\"data\":{\"_archived\":true}}"))).contains(1L);
  }

  @Test
  void amountsAreTextsWithTheirScaleAndUnknownFieldsAreDropped() throws Exception {
    JsonNode row =
        search(
                TERM,
                "{\"limit\":1,\"sortBy\":[\"id\"],\"fields\":[\"amount\",\"moveLine.debit\","
                    + "\"invoice\",\"nothing\",\"createdOn\",\"updatedOn\"]}")
            .path("data")
            .path(0);
    assertThat(row.path("amount").isTextual()).isTrue();
    assertThat(row.path("amount").asText()).matches("\\d+\\.\\d{3}");
    assertThat(row.has("moveLine.debit")).isTrue();
    assertThat(row.path("invoice").has("$version")).isTrue();
    assertThat(row.has("nothing")).isFalse();
    assertThat(row.path("createdOn").asText()).isEqualTo("2026-11-23T09:00:00Z");
    assertThat(row.hasNonNull("updatedOn")).isFalse();
  }

  @Test
  void anUpdateWithoutVersionIsASuccessThatDoesNothing() throws Exception {
    assertThat(save("{\"externalReference\":\"A\"}").path("status").asInt(-9)).isZero();
    assertThat(axelor.ledger().values("sale.SaleOrder", 1).get("externalReference")).isNull();
    JsonNode text = save("{\"version\":\"0\",\"externalReference\":\"A\"}");
    assertThat(text.path("status").asInt()).isEqualTo(-1);
    JsonNode good = save("{\"version\":0,\"externalReference\":\"A\"}");
    assertThat(good.path("data").path(0).path("version").asInt()).isEqualTo(1);
    JsonNode stale = save("{\"version\":0,\"externalReference\":\"B\"}");
    assertThat(stale.path("data").path("title").asText()).isEqualTo("Concurrent updates error");
    JsonNode idle = save("{\"version\":0,\"externalReference\":\"A\"}");
    assertThat(idle.path("status").asInt(-9)).isZero();
  }

  @Test
  void aRequiredFieldIsAskedForAndFailuresSpeakFrench() throws Exception {
    axelor.speakFrench();
    JsonNode refused =
        ask("PUT", "/ws/rest/com.axelor.apps.crm.db.Event", "{\"data\":{\"subject\":\"x\"}}");
    assertThat(refused.path("status").asInt()).isEqualTo(-1);
    assertThat(refused.path("data").path("title").asText()).startsWith("Violation");
  }

  @Test
  void whatItWouldMailIsCounted() throws Exception {
    String draft = "{\"data\":{\"subject\":\"x\",\"typeSelect\":2,\"statusSelect\":1}}";
    ask("PUT", "/ws/rest/com.axelor.message.db.Message", draft);
    assertThat(axelor.ledger().wouldBeSent()).isEqualTo(1);
    String comment = "/ws/rest/com.axelor.apps.account.db.Invoice/1/message";
    ask("POST", comment, "{\"data\":{\"body\":\"x\"}}");
    assertThat(axelor.followersMailed()).isEqualTo(1);
  }

  @Test
  void updatesAreDatedUnlessItsVersionDoesNotDateThem() {
    clock.moveTo(clock.instant().plus(Duration.ofHours(1)));
    axelor.ledger().block(1);
    assertThat(axelor.ledger().values("account.Invoice", 1).get("updatedOn"))
        .isEqualTo(clock.instant());
    axelor.ledger().stopAuditing();
    axelor.ledger().block(4);
    assertThat(axelor.ledger().values("account.Invoice", 4).get("updatedOn")).isNull();
  }
}
