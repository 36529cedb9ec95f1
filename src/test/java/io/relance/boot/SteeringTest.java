package io.relance.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that comes with a message or an answer sends our calls, or our key, elsewhere. */
class SteeringTest {
  private static final String KEY = "k3y-that-must-stay-home";
  @TempDir Path folder;
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<String> lured = new CopyOnWriteArrayList<>();
  private HttpServer erp;
  private HttpServer thief;
  private volatile int status = 404;

  @BeforeEach
  void serve() throws IOException {
    erp = server(asked);
    thief = server(lured);
  }

  @AfterEach
  void stop() {
    erp.stop(0);
    thief.stop(0);
  }

  @Test
  void headersOfAMessageDoNotChooseHostPathOrMethod() throws IOException {
    Map<String, Object> hostile = new TreeMap<>();
    hostile.put("CamelHttpUri", address(thief));
    hostile.put("CAmelHttpURI", address(thief));
    hostile.put("CamelHttpPath", "/stolen");
    hostile.put("CamelHttpQuery", "stolen=1");
    hostile.put("CamelHttpRawQuery", "stolen=2");
    hostile.put("CamelHttpMethod", "DELETE");
    hostile.put("X-Injected", "stolen");

    probe(hostile);

    assertThat(lured).isEmpty();
    assertThat(asked).isNotEmpty().noneMatch(call -> call.contains("stolen"));
    assertThat(asked).noneMatch(call -> call.startsWith("DELETE"));
  }

  @Test
  void redirectsAreNotFollowed() throws IOException {
    for (int redirect : new int[] {301, 302, 303, 307, 308}) {
      status = redirect;

      probe(Map.of());

      assertThat(lured).as("after a %s", redirect).isEmpty();
    }
    assertThat(asked).isNotEmpty();
  }

  @Test
  void componentsThatCamelDoesNotKeepSafeAreRefused() throws IOException {
    TestHome.in(folder)
        .settings("relance.db.url=" + TestDatabase.freshUrl())
        .file(
            "routes/replies.camel.yaml",
            "- route:\n    id: replies\n    from:\n      uri: imaps:mail.example\n      steps:\n        - log: x\n")
        .file(
            "routes/shell.camel.yaml",
            "- route:\n    id: shell\n    from:\n      uri: direct:shell\n      steps:\n        - to: exec:sh\n");
    try (House house = House.open(Home.at(folder), Clock.systemUTC(), Map.of());
        Hub hub = Hub.start(house, "n1")) {
      assertThat(hub.refused())
          .extracting(mistake -> mistake.what())
          .satisfiesExactly(
              mail -> assertThat(mail).startsWith("imaps: is barred: Camel 4.17 takes headers"),
              exec ->
                  assertThat(exec).startsWith("exec: is barred: a route must not run commands"));
    }
  }

  @Test
  void theirModulesAreNotOnTheClassPath() {
    for (String scheme : List.of("exec", "jms", "activemq", "netty-http", "ssh")) {
      assertThat(getClass().getResource("/META-INF/services/org/apache/camel/component/" + scheme))
          .as(scheme)
          .isNull();
    }
  }

  /** Asks the shipped Odoo connector who it is; it must answer with trouble. */
  private void probe(Map<String, Object> headers) throws IOException {
    TestHome.in(folder)
        .settings("relance.db.url=" + TestDatabase.freshUrl())
        .settings("relance.source.acme.connector=odoo", "relance.source.acme.companies=1")
        .settings("relance.source.acme.url=" + address(erp), "relance.source.acme.database=acme")
        .settings("relance.source.acme.login=hub", "relance.source.acme.apiKey=" + KEY);
    shipConnector();
    try (House house = House.open(Home.at(folder), Clock.systemUTC(), Map.of());
        Hub hub = Hub.inspect(house)) {
      assertThatThrownBy(
              () ->
                  hub.context()
                      .createProducerTemplate()
                      .requestBodyAndHeaders("kamelet:odoo-probe/acme-probe", null, headers))
          .isNotNull();
    }
  }

  private void shipConnector() throws IOException {
    Path odoo = Files.createDirectories(folder.resolve("connectors/odoo"));
    try (Stream<Path> files = Files.list(Path.of("connectors/odoo"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.writeString(odoo.resolve(file.getFileName()), Files.readString(file));
      }
    }
  }

  private HttpServer server(List<String> heard) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", call -> answer(call, heard));
    server.start();
    return server;
  }

  private void answer(HttpExchange call, List<String> heard) throws IOException {
    heard.add(
        call.getRequestMethod()
            + " "
            + call.getRequestURI()
            + " "
            + call.getRequestHeaders().entrySet());
    call.getRequestBody().readAllBytes();
    call.getResponseHeaders().set("Location", address(thief) + "/landed");
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    call.sendResponseHeaders(status, body.length);
    call.getResponseBody().write(body);
    call.close();
  }

  private static String address(HttpServer server) {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}
