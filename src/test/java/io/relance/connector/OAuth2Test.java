package io.relance.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.relance.connector.Grants.Grant;
import io.relance.connector.Http.Question;
import io.relance.connector.SourceTrouble.Kind;
import io.relance.store.Database;
import io.relance.store.GrantStore;
import io.relance.support.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A refresh token that serves once is never lost by us, and never shown twice. */
class OAuth2Test {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final String CALL =
      """
      apiVersion: camel.apache.org/v1
      kind: Kamelet
      metadata: {name: any-call}
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
                        parameters: {bridgeEndpoint: true, followRedirects: false, throwExceptionOnFailure: false, copyHeaders: false}
                  doCatch:
                    - exception: [java.io.IOException]
                      steps:
                        - setBody: {simple: "${exception}"}
      """;

  private final CamelContext camel = new DefaultCamelContext();
  private final Database database = TestDatabase.fresh();
  private final List<String> asked = new ArrayList<>();
  private HttpServer server;
  private volatile int status = 200;
  private volatile String valid = "r0";
  private int given;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/token", this::token);
    server.start();
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(ResourceHelper.fromString("any-call.kamelet.yaml", CALL));
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
    server.stop(0);
    database.close();
  }

  /** As Sage does it: each refresh token serves once. */
  private synchronized void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    asked.add(form);
    boolean good =
        form.contains("refresh_token=" + valid + "&")
            || form.contains("code=yes")
            || form.contains("grant_type=client_credentials");
    String said = "{\"error\":\"invalid_grant\"}";
    int answer = status != 200 ? status : good ? 200 : 400;
    if (answer == 200) {
      given++;
      valid = "r" + given;
      said =
          "{\"access_token\":\"a%d\",\"refresh_token\":\"%s\",\"expires_in\":300}"
              .formatted(given, valid);
    }
    byte[] bytes = said.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(answer, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private OAuth2 oauth(Database database, Instant now, String first) {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    String token = "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    return new OAuth2(
        Http.through(camel, "any-call", "Any ERP", 5000)::ask,
        new GrantStore(database, clock),
        new OAuth2.Client(
            "acme",
            "Any ERP",
            "https://erp.example/authorise?filter=v3",
            token,
            "hub",
            "hub-secret",
            "http://127.0.0.1/back",
            "offline_access",
            first),
        clock);
  }

  @Test
  void beginsWithTheFirstTokenAndServesUntilItEnds() {
    assertThat(oauth(database, NOW, "r0").access()).isEqualTo("a1");
    assertThat(oauth(database, NOW.plusSeconds(200), "r0").access()).isEqualTo("a1");
    assertThat(oauth(database, NOW.plusSeconds(275), "r0").access()).isEqualTo("a2");
    assertThat(asked.get(1)).contains("refresh_token=r1&");
    assertThat(new GrantStore(database, Clock.systemUTC()).find("acme"))
        .contains(new Grant("r2", "a2", NOW.plusSeconds(575), null));
  }

  @Test
  void ofManyThreadsAndTwoNodesOneRenews() throws Exception {
    oauth(database, NOW, "r0").access();
    String url = database.jdbc().sql("select current_database()").query(String.class).single();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (Database second = again(url)) {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<String>> answers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        Database node = i % 2 == 0 ? database : second;
        answers.add(
            threads.submit(
                () -> {
                  start.await();
                  return oauth(node, NOW.plusSeconds(400), "r0").access();
                }));
      }
      start.countDown();
      Set<String> got = new TreeSet<>();
      for (Future<String> answer : answers) {
        got.add(answer.get());
      }
      assertThat(got).containsExactly("a2");
      assertThat(asked).hasSize(2);
    } finally {
      threads.shutdownNow();
    }
  }

  private Database again(String name) {
    String url =
        database
            .jdbc()
            .sql("select 'jdbc:postgresql://127.0.0.1:' || inet_server_port()")
            .query(String.class)
            .single();
    return Database.open(url + "/" + name, "postgres", "postgres", 6);
  }

  @Test
  void anAccessTokenThatIsRefusedEarlyIsRenewedOnceForAll() {
    OAuth2 oauth = oauth(database, NOW, "r0");
    String stale = oauth.access();
    assertThat(oauth.renewed(stale)).isEqualTo("a2");
    assertThat(oauth.renewed(stale)).as("another thread had the same one").isEqualTo("a2");
    assertThat(asked).hasSize(2);
  }

  @Test
  void aGrantThatIsNotAcceptedIsNotShownAgain() {
    valid = "somebody else has it";
    OAuth2 oauth = oauth(database, NOW, "r0");
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(oauth::access)
          .isInstanceOfSatisfying(
              SourceTrouble.class, t -> assertThat(t.kind()).isEqualTo(Kind.REFUSED))
          .hasMessageContaining("relance authorise acme")
          .hasMessageNotContaining("r0");
    }
    assertThat(asked).as("no lock-out: asked once").hasSize(1);

    oauth.take("yes");

    assertThat(oauth.access()).isEqualTo("a1");
    assertThat(asked.get(1)).contains("grant_type=authorization_code", "code=yes");
  }

  @Test
  void aServiceThatIsAwayCostsNoToken() {
    OAuth2 oauth = oauth(database, NOW, "r0");
    status = 503;
    assertThatThrownBy(oauth::access)
        .isInstanceOfSatisfying(
            SourceTrouble.class, t -> assertThat(t.kind()).isEqualTo(Kind.UNREACHABLE));
    status = 401;
    assertThatThrownBy(oauth::access)
        .isInstanceOfSatisfying(
            SourceTrouble.class, t -> assertThat(t.kind()).isEqualTo(Kind.MISCONFIGURED))
        .hasMessageNotContaining("hub-secret");
    status = 200;
    assertThat(oauth.access()).isEqualTo("a1");
  }

  @Test
  void nobodyHasSaidYesYet() {
    OAuth2 oauth = oauth(database, NOW, "");
    assertThatThrownBy(oauth::access).hasMessageContaining("relance authorise acme");
    assertThat(oauth.address())
        .startsWith("https://erp.example/authorise?filter=v3&response_type=code&client_id=hub&")
        .contains("redirect_uri=http%3A%2F%2F127.0.0.1%2Fback")
        .doesNotContain("secret");
    assertThat(asked).isEmpty();
  }

  @Test
  void anotherRefreshTokenInTheSettingsIsANewYes() {
    valid = "revoked";
    assertThatThrownBy(() -> unattended("r0").access())
        .hasMessageContaining("set relance.mail.oauth.refresh");
    assertThatThrownBy(() -> unattended("r0").access()).isInstanceOf(SourceTrouble.class);
    assertThat(asked).as("asked once").hasSize(1);

    valid = "r7";
    assertThat(unattended("r7").access()).isEqualTo("a1");
    assertThat(unattended("r7").renewed("a1")).isEqualTo("a2");
    assertThat(asked.get(2)).as("the one that took its place").contains("refresh_token=r1&");
  }

  @Test
  void anApplicationAsksByItsOwnName() {
    assertThat(unattended("").access()).isEqualTo("a1");
    assertThat(unattended("").access()).isEqualTo("a1");
    assertThat(asked)
        .hasSize(1)
        .first()
        .asString()
        .contains("grant_type=client_credentials", "scope=mail.send", "client_secret=hub-secret");
  }

  @Test
  void anAnswerWithoutEndIsNotReadToItsEnd() throws InterruptedException {
    CountDownLatch nobodyListens = new CountDownLatch(1);
    server.createContext(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try {
            while (true) {
              exchange.getResponseBody().write(new byte[8192]);
            }
          } finally {
            nobodyListens.countDown();
          }
        });
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/endless";
    TokenEndpoint endpoint = new TokenEndpoint("the provider");
    assertThatThrownBy(() -> endpoint.apply(new Question("POST", url, Map.of(), "its-secret")))
        .isInstanceOfSatisfying(
            SourceTrouble.class, e -> assertThat(e.kind()).isEqualTo(Kind.MISCONFIGURED))
        .hasMessageContaining("the provider, asked for a token: more than 64 KiB came")
        .hasMessageContaining("correct .oauth.url")
        .hasMessageNotContaining("its-secret");
    assertThat(nobodyListens.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private OAuth2 unattended(String refresh) {
    String token = "http://127.0.0.1:" + server.getAddress().getPort() + "/token";
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return new OAuth2(
        new TokenEndpoint(token),
        new GrantStore(database, clock),
        OAuth2.Client.unattended(
            "relance.mail.oauth", token, "hub", "hub-secret", "mail.send", refresh),
        clock);
  }

  @Test
  void aGrantShowsNoToken() {
    assertThat(new Grant("r0", "a0", NOW.plus(Duration.ofMinutes(5)), null).toString())
        .doesNotContain("r0", "a0");
  }
}
