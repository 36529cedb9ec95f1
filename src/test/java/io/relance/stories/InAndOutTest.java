package io.relance.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.relance.boot.Authorisation;
import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.demo.SimulatedSageAccounting;
import io.relance.store.GrantStore;
import io.relance.support.Receiver;
import io.relance.support.Receiver.Call;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole day with n8n on both sides, shipped files only: a person lets the hub into a Sage
 * Accounting; n8n says "read it now"; the invoice that was paid there is an event here.
 */
class InAndOutTest {
  private static final String TOKEN = "a-token-of-thirty-two-letters-ok";
  private static final String SECRET = "a secret that both sides of it know";
  @TempDir Path folder;
  private final int port = freePort();
  private final Receiver n8n = new Receiver(SECRET.getBytes(StandardCharsets.UTF_8));
  private SimulatedSageAccounting sage;

  @BeforeEach
  void start() throws IOException {
    sage =
        SimulatedSageAccounting.start(Clock.systemUTC())
            .business("b1", "Acme SARL", "EUR")
            .contact("b1", "c1", "Carat SARL", "compta@carat.example")
            .invoice("b1", "i1", "c1", "2026-08-31", "2026-09-30", "1200", "1200")
            .invoice("b1", "i2", "c1", "2026-09-30", "2026-10-30", "99.90", "99.90");
    TestHome home =
        TestHome.in(folder)
            .settings("relance.db.url=" + TestDatabase.freshUrl())
            .settings("relance.hooks.port=" + port, "relance.hooks.token=" + TOKEN)
            .settings("relance.hooks.debounce.seconds=1")
            .settings("relance.events.n8n.url=" + n8n.url(), "relance.events.n8n.secret=" + SECRET)
            .settings("relance.events.n8n.types=paid,dispute,promise")
            .settings("relance.source.acme.connector=sage-accounting")
            .settings("relance.source.acme.companies=b1")
            .settings("relance.source.acme.url=" + sage.url())
            .settings("relance.source.acme.tokenUrl=" + sage.tokenUrl())
            .settings("relance.source.acme.clientId=" + sage.clientId())
            .settings("relance.source.acme.clientSecret=" + sage.clientSecret());
    for (String route : List.of("hooks", "hints", "events", "pull", "ledger")) {
      String file = "routes/" + route + ".camel.yaml";
      home.file(file, TestHome.shipped(file));
    }
    home.file("templates/_shared/event.ftl", TestHome.shipped("templates/_shared/event.ftl"));
    try (Stream<Path> files = Files.list(Path.of("connectors/sage-accounting"))) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> home.file(file.toString(), TestHome.shipped(file.toString())));
    }
  }

  @AfterEach
  void stop() {
    n8n.close();
    sage.close();
  }

  @Test
  void aHintBecomesAReadingBecomesAnEvent() throws Exception {
    try (House house = House.open(Home.at(folder), Clock.systemUTC(), Map.of())) {
      try (Authorisation acme = Authorisation.of(house, "acme")) {
        assertThat(acme.address()).contains("client_id=relance-demo");
        acme.code(sage.code(), "claire");
      }
      assertThat(new GrantStore(house.database(), Clock.systemUTC()).find("acme")).isPresent();
      try (Hub hub = Hub.start(house, "n1")) {
        assertThat(hub.refused()).isEmpty();
        assertThat(knock()).isEqualTo(202);
        await().until(() -> open(house).equals("i1 1200.000, i2 99.900"));
        assertThat(n8n.calls()).as("what was there at first is no event").isEmpty();

        sage.change("b1", "i1", "700", "PART_PAID", true);
        sage.change("b1", "i2", "0", "PAID", true);
        assertThat(knock()).isEqualTo(202);

        await().until(() -> n8n.calls().size() == 2);
        assertThat(n8n.calls()).allMatch(Call::signed);
        assertThat(n8n.calls())
            .extracting(
                call ->
                    call.data().path("number").asText() + " " + call.data().path("paid").asText())
            .containsExactlyInAnyOrder("SI-1 500.000", "SI-2 99.900");
        assertThat(open(house)).isEqualTo("i1 700.000");
      }
      assertThat(journaled(house)).isEqualTo("claire");
    }
  }

  private int knock() throws Exception {
    HttpRequest ask =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hooks/acme/b1"))
            .header("Authorization", "Bearer " + TOKEN)
            .POST(HttpRequest.BodyPublishers.ofString("{\"invoice\": \"SI-1\", \"open\": 0}"))
            .build();
    return HttpClient.newHttpClient().send(ask, BodyHandlers.discarding()).statusCode();
  }

  private static String open(House house) {
    return text(
        house,
        """
        select coalesce(string_agg(replace(key, 'sales_invoices/', '') || ' ' || open, ', ' order by key), '')
          from item where open <> 0
        """);
  }

  private static String journaled(House house) {
    return text(house, "select actor from journal where kind = 'source authorised'");
  }

  private static String text(House house, String sql) {
    return house.database().jdbc().sql(sql).query(String.class).single();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
