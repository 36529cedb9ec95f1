package io.relance.routes;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.settings.Mistakes;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** routes/hooks.camel.yaml and routes/hints.camel.yaml, as shipped, in a hub with an open door. */
class HooksRouteTest {
  private static final String TOKEN = "a-token-of-thirty-two-letters-ok";
  private static final List<String> READ = new CopyOnWriteArrayList<>();
  @TempDir Path folder;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final int port = freePort();

  @Test
  void aHintIsFollowedOnceHoweverOftenItIsGiven() throws Exception {
    home(TestDatabase.freshUrl(), port, "relance.hooks.debounce.seconds=3");
    READ.clear();
    try (House house = house(folder);
        Hub hub = hub(house, "n1")) {
      for (int i = 0; i < 5; i++) {
        assertThat(post("/hooks/acme/1", TOKEN, "{\"open\": 0}").statusCode()).isEqualTo(202);
      }
      await().until(() -> READ.size() == 1);
      for (int i = 0; i < 5; i++) {
        post("/hooks/acme", TOKEN, "anything at all");
      }
      await().until(() -> READ.size() == 2);
      await().during(ofSeconds(4)).until(() -> READ.size() == 2);
    }
  }

  @Test
  void whatIsBeingReadIsReadAgainAfterIt() throws Exception {
    home(TestDatabase.freshUrl(), port, "relance.hooks.debounce.seconds=1");
    READ.clear();
    try (House house = house(folder);
        Hub hub = hub(house, "n1")) {
      var jdbc = house.database().jdbc();
      jdbc.sql("insert into company (source, key) values ('acme', '1')").update();
      jdbc.sql(
              "insert into sweep (company_id, mode, started_at) select id, 'sweep', now() from company")
          .update();
      post("/hooks/acme", TOKEN, "");
      await().during(ofSeconds(4)).until(READ::isEmpty);
      jdbc.sql("update sweep set state = 'whole'").update();
      await().until(() -> READ.size() == 1);
    }
  }

  @Test
  void ofTwoNodesOneReads() throws Exception {
    String url = TestDatabase.freshUrl();
    home(url, port, "relance.hooks.debounce.seconds=600");
    Path second = folder.resolve("second");
    TestHome other = TestHome.in(second);
    shippedTo(other, url, freePort(), "relance.hooks.debounce.seconds=600");
    READ.clear();
    try (House house = house(folder);
        Hub hub = hub(house, "n1");
        House second1 = house(second);
        Hub hub2 = hub(second1, "n2")) {
      for (int i = 0; i < 5; i++) {
        post("/hooks/acme", TOKEN, "");
      }
      await().until(() -> !READ.isEmpty());
      await().during(ofSeconds(4)).until(() -> READ.size() == 1);
    }
  }

  @Test
  void whoeverDoesNotKnowTheTokenLearnsNothing() throws Exception {
    home(TestDatabase.freshUrl(), port);
    try (House house = house(folder);
        Hub hub = hub(house, "n1")) {
      assertThat(post("/hooks/acme", "", "").statusCode()).isEqualTo(401);
      assertThat(post("/hooks/nobody", TOKEN + "x", "").statusCode()).isEqualTo(401);
      HttpResponse<String> stranger = post("/hooks/nobody", TOKEN, "");
      assertThat(stranger.statusCode()).isEqualTo(404);
      assertThat(stranger.body()).isEmpty();
      assertThat(stranger.headers().map().keySet())
          .as("nothing that came in goes out")
          .isSubsetOf("transfer-encoding", "content-length");
      assertThat(post("/hooks/acme/77", TOKEN, "").statusCode()).isEqualTo(404);
      assertThat(post("/elsewhere", TOKEN, "").statusCode()).isEqualTo(404);
      assertThat(get("/hooks/acme").statusCode()).isEqualTo(405);
      assertThat(post("/hooks/acme", TOKEN, "x".repeat(100_000)).statusCode()).isEqualTo(413);
      assertThat(
              house.database().jdbc().sql("select count(*) from hint").query(Long.class).single())
          .isZero();
    }
  }

  @Test
  void tooManyAtATimeAreTurnedAway() throws Exception {
    home(TestDatabase.freshUrl(), port, "relance.hooks.most.per.second=2");
    try (House house = house(folder);
        Hub hub = hub(house, "n1")) {
      List<Integer> answers =
          IntStream.range(0, 12)
              .mapToObj(
                  i -> http.sendAsync(request("/hooks/acme", TOKEN, ""), BodyHandlers.ofString()))
              .toList()
              .stream()
              .map(answer -> answer.join().statusCode())
              .toList();
      assertThat(answers).contains(202, 429);
    }
  }

  @Test
  void closedUnlessAPortIsSetAndAPortThatIsTakenIsNamed() throws Exception {
    home(TestDatabase.freshUrl(), 0);
    try (House house = house(folder);
        Hub hub = hub(house, "n1")) {
      assertThat(hub.context().getRoute("hooks")).isNotNull();
    }
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Path second = folder.resolve("second");
      shippedTo(TestHome.in(second), TestDatabase.freshUrl(), taken.getLocalPort());
      try (House house = house(second)) {
        assertThatThrownBy(() -> Hub.start(house, "n1"))
            .isInstanceOf(Mistakes.class)
            .hasMessageContaining("the hub cannot listen at 127.0.0.1:" + taken.getLocalPort())
            .hasMessageContaining("name a free port");
      }
    }
  }

  /** What a pull of the source does in these homes. */
  public static void read(String source) {
    READ.add(source);
  }

  private void home(String url, int port, String... settings) {
    shippedTo(TestHome.in(folder), url, port, settings);
  }

  private static void shippedTo(TestHome home, String url, int port, String... settings) {
    home.settings("relance.db.url=" + url, "relance.db.pool=6", "relance.hooks.port=" + port)
        .settings("relance.hooks.token=" + TOKEN)
        .settings("relance.source.acme.connector=echo", "relance.source.acme.companies=1,2")
        .settings(settings)
        .file("connectors/echo/echo-sweep.kamelet.yaml", ECHO)
        .file("connectors/echo/echo-probe.kamelet.yaml", ECHO.replace("echo-sweep", "echo-probe"))
        .file("routes/hooks.camel.yaml", TestHome.shipped("routes/hooks.camel.yaml"))
        .file("routes/hints.camel.yaml", TestHome.shipped("routes/hints.camel.yaml"))
        .file(
            "routes/pull.camel.yaml",
            """
            - route:
                id: pull
                from:
                  uri: direct:pull
                  steps:
                    - bean: {beanType: io.relance.routes.HooksRouteTest, method: "read(${exchangeProperty.source})"}
            """);
  }

  private static House house(Path folder) {
    return House.open(Home.at(folder), Clock.systemUTC(), Map.of());
  }

  private static Hub hub(House house, String node) {
    Hub hub = Hub.start(house, node);
    assertThat(hub.refused()).isEmpty();
    return hub;
  }

  private HttpResponse<String> post(String path, String token, String body) throws Exception {
    return http.send(request(path, token, body), BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path) throws Exception {
    HttpRequest ask = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return http.send(ask, BodyHandlers.ofString());
  }

  private HttpRequest request(String path, String token, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .header("Authorization", "Bearer " + token)
        .header("CamelHttpUri", "http://127.0.0.1:1/")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static final String ECHO =
      """
      apiVersion: camel.apache.org/v1
      kind: Kamelet
      metadata: {name: echo-sweep, labels: {camel.apache.org/kamelet.type: action}}
      spec:
        definition: {title: Echo, type: object}
        template:
          from:
            uri: kamelet:source
            steps:
              - log: "${body}"
      """;
}
