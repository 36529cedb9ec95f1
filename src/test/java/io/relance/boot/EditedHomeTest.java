package io.relance.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.relance.store.AlertStore;
import io.relance.support.Dispatch;
import io.relance.support.FaultySmtp;
import io.relance.support.FaultySmtp.Fault;
import io.relance.support.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schedule, relay, ERP address and error handling are text: edited, and nothing is compiled. */
class EditedHomeTest {
  @TempDir Path folder;
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void textAloneChangesWhenWhereAndWhatOnError() throws IOException {
    HttpServer erp = erp();
    try (FaultySmtp relay = new FaultySmtp();
        FaultySmtp other = new FaultySmtp()) {
      Dispatch.home(folder, TestDatabase.freshUrl(), relay.port()).settings(odoo(1));
      shipConnector();
      try (House house = open()) {
        new Dispatch(house.database(), house.clock()).queue(1, 2);
        secondMessage(house, "infinity");
      }
      try (House house = open();
          Hub hub = Hub.start(house, "n1")) {
        await().until(() -> relay.taken().size() == 1);
        probe(hub);
        assertThat(cron(house)).isEqualTo("0/10 * * * * ?");
      }
      assertThat(asked).hasValue(0);

      edit("routes/outbox.camel.yaml", "0/10 * * * * ?", "0/3 * * * * ?");
      edit("application.properties", "port=" + relay.port(), "port=" + other.port());
      edit("application.properties", odoo(1)[1], odoo(erp.getAddress().getPort())[1]);
      edit(
          "routes/send-email.camel.yaml",
          "- to: " + SMTP,
          "- doTry:",
          "    steps: [{to: " + SMTP + "}]",
          "    doFinally:",
          "      steps:",
          "        - filter:",
          "            simple: \"${exchangeProperty.CamelExceptionCaught} != null\"",
          "            steps: [{wireTap: {uri: \"direct:alarm\"}}]");
      Files.writeString(folder.resolve("routes/alarm.camel.yaml"), ALARM);
      other.fault(1, Fault.NEVER);
      try (House house = open();
          Hub hub = Hub.start(house, "n1")) {
        assertThat(hub.refused()).isEmpty();
        assertThat(cron(house)).isEqualTo("0/3 * * * * ?");
        probe(hub);
        assertThat(asked.get()).isPositive();
        secondMessage(house, "now");
        await()
            .until(
                () ->
                    new AlertStore(house.database(), house.clock())
                        .list().stream().anyMatch(alert -> alert.kind().equals("alarm")));
      }
      assertThat(relay.taken()).hasSize(1);
    } finally {
      erp.stop(0);
    }
  }

  private static final String SMTP =
      "\"smtp:{{relance.mail.host}}:{{relance.mail.port}}?javaMailSender=#mailSender\"";

  private static final String ALARM =
      """
      - route:
          id: alarm
          from:
            uri: direct:alarm
            steps:
              - bean: {ref: alerts, method: "raise('alarm', 'relay', 'a recipient was refused')"}
      """;

  private static String[] odoo(int port) {
    return new String[] {
      "relance.source.second.connector=odoo",
      "relance.source.second.url=http://127.0.0.1:" + port,
      "relance.source.second.companies=1",
      "relance.source.second.database=second",
      "relance.source.second.apiKey=key-of-second"
    };
  }

  private House open() {
    return House.open(Home.at(folder), Clock.systemUTC(), Map.of());
  }

  private static void probe(Hub hub) {
    assertThatThrownBy(
            () ->
                hub.context()
                    .createProducerTemplate()
                    .requestBody("kamelet:odoo-probe/second-probe", "?"))
        .isNotNull();
  }

  private static String cron(House house) {
    return house
        .database()
        .jdbc()
        .sql("select cron_expression from qrtz_cron_triggers where trigger_name = 'outbox'")
        .query(String.class)
        .single();
  }

  private static void secondMessage(House house, String when) {
    house
        .database()
        .jdbc()
        .sql(
            "update act set next_attempt = :when::timestamptz where id = (select max(id) from act)")
        .param("when", when)
        .update();
  }

  private HttpServer erp() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        call -> {
          asked.incrementAndGet();
          call.sendResponseHeaders(404, -1);
          call.close();
        });
    server.start();
    return server;
  }

  private void edit(String name, String from, String... to) throws IOException {
    Path file = folder.resolve(name);
    StringBuilder edited = new StringBuilder();
    boolean found = false;
    for (String line : Files.readAllLines(file)) {
      String indent = line.replaceFirst("\\S.*", "");
      boolean here = line.contains(from);
      found |= here;
      String first = line.replace(from, to[0]);
      edited.append(first).append('\n');
      for (int i = 1; here && i < to.length; i++) {
        edited.append(indent).append(to[i]).append('\n');
      }
    }
    assertThat(found).as("%s in %s", from, name).isTrue();
    Files.writeString(file, edited);
  }

  private void shipConnector() throws IOException {
    Path odoo = Files.createDirectories(folder.resolve("connectors/odoo"));
    try (Stream<Path> files = Files.list(Path.of("connectors/odoo"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, odoo.resolve(file.getFileName()));
      }
    }
  }
}
