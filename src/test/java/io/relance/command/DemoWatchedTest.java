package io.relance.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** After the demo's cycle, what it went through stands in JMX: no endpoint is there for show. */
@TestInstance(Lifecycle.PER_CLASS)
class DemoWatchedTest {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final StringWriter said = new StringWriter();
  private Thread demo;

  @BeforeAll
  void start(@TempDir Path folder) {
    Desk desk = new Desk(Clock.systemUTC(), Map.of(), new PrintWriter(said), Path.of("."));
    demo =
        new Thread(
            () ->
                new CommandLine(new DemoCommand(desk))
                    .execute("--home", folder.toString(), "--date", "2026-11-24"),
            "demo");
    demo.start();
    await().atMost(Duration.ofMinutes(4)).until(() -> said.toString().contains("The hub goes on"));
  }

  @AfterAll
  void stop() throws InterruptedException {
    demo.interrupt();
    demo.join(60_000);
  }

  @Test
  void everyRouteAndEndpointOfTheStreetCompletedExchanges() throws JMException {
    assertThat(completed("routes"))
        .containsKeys("pull-demo", "pull", "ledger", "ledger-close", "dunning", "send-email")
        .containsKeys("write-back", "demo-sweep", "demo-recheck", "demo-writeback");
    assertThat(completed("routes").entrySet())
        .filteredOn(
            route ->
                Set.of("pull-demo", "pull", "dunning", "send-email", "write-back")
                    .contains(route.getKey()))
        .allSatisfy(route -> assertThat(route.getValue()).as(route.getKey()).isPositive());

    Map<String, Long> sent = completed("processors");
    for (String endpoint :
        new String[] {
          "kamelet:${exchangeProperty.connector}-${exchangeProperty.mode}",
          "kamelet:${exchangeProperty.connector}-recheck",
          "kamelet:${exchangeProperty.connector}-writeback",
          "${exchangeProperty.odooAddress}",
          "freemarker:",
          "smtp:"
        }) {
      assertThat(sent.entrySet())
          .as("calls of %s", endpoint)
          .anyMatch(step -> step.getKey().contains(endpoint) && step.getValue() > 0);
    }
  }

  @Test
  void theHubsOwnMbeansTellTheStory() throws JMException {
    ObjectName source = new ObjectName("io.relance:type=Source,name=demo");
    ObjectName outbox = new ObjectName("io.relance:type=Outbox");

    assertThat(server.getAttribute(source, "LastWholeSweep")).isNotEqualTo("");
    assertThat((long) server.getAttribute(source, "LedgerAgeMinutes")).isBetween(0L, 10L);
    assertThat((long) server.getAttribute(source, "OpenItems")).isPositive();
    assertThat((long) server.getAttribute(source, "DecisionsToday")).isPositive();
    assertThat((long) server.getAttribute(outbox, "SentToday")).isPositive();
    assertThat(server.getAttribute(outbox, "OldestUnsentMinutes")).isEqualTo(-1L);
    assertThat((String[]) server.getAttribute(new ObjectName("io.relance:type=Hub"), "Schedules"))
        .contains("pull-demo", "dunning", "outbox", "markers");
  }

  /** Completed exchanges by route, or by step with what it sends to. */
  private Map<String, Long> completed(String type) throws JMException {
    Map<String, Long> found = new TreeMap<>();
    for (ObjectName name :
        server.queryNames(new ObjectName("org.apache.camel:type=" + type + ",*"), null)) {
      String key = ObjectName.unquote(name.getKeyProperty("name"));
      for (String target : new String[] {"Destination", "Uri"}) {
        key += " " + find(name, target);
      }
      found.merge(key.strip(), (Long) server.getAttribute(name, "ExchangesCompleted"), Long::sum);
    }
    return found;
  }

  private String find(ObjectName name, String attribute) {
    try {
      return String.valueOf(server.getAttribute(name, attribute));
    } catch (JMException none) {
      return "";
    }
  }
}
