package io.relance.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After the demo's cycle the hub's own MBeans tell the story, and every route its part of it. */
class DemoWatchedTest {
  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

  @Test
  void sourceOutboxAndRoutesTellTheStory(@TempDir Path folder) throws Exception {
    Duration toLateInParis = Duration.between(Instant.now(), Instant.parse("2026-11-24T23:30:00Z"));
    Clock clock = Clock.offset(Clock.systemUTC(), toLateInParis);
    try (DemoStreet street =
        DemoStreet.open(folder, Path.of("").toAbsolutePath(), clock, step -> {})) {
      street.cycle();

      assertThat(hub("type=Source,name=demo", "LastWholeSweep")).isNotEqualTo("");
      assertThat((long) hub("type=Source,name=demo", "LedgerAgeMinutes")).isBetween(0L, 10L);
      assertThat((long) hub("type=Source,name=demo", "OpenItems")).isPositive();
      assertThat((long) hub("type=Source,name=demo", "DecisionsToday")).isPositive();
      assertThat((long) hub("type=Outbox", "SentToday")).isPositive();
      assertThat(hub("type=Outbox", "OldestUnsentMinutes")).isEqualTo(-1L);
      assertThat((String[]) hub("type=Hub", "Schedules"))
          .contains("pull-demo", "dunning", "outbox", "markers");
      for (String route :
          new String[] {
            "pull-demo",
            "pull",
            "ledger",
            "ledger-close",
            "demo-sweep",
            "dunning",
            "send-email",
            "demo-recheck",
            "write-back",
            "demo-writeback"
          }) {
        assertThat(completed(route)).as(route).isPositive();
      }
    }
  }

  private Object hub(String bean, String attribute) throws Exception {
    return server.getAttribute(new ObjectName("io.relance:" + bean), attribute);
  }

  private long completed(String route) throws Exception {
    ObjectName pattern = new ObjectName("org.apache.camel:type=routes,name=\"" + route + "\",*");
    assertThat(server.queryNames(pattern, null)).as("the MBean of route %s", route).hasSize(1);
    return (long)
        server.getAttribute(
            server.queryNames(pattern, null).iterator().next(), "ExchangesCompleted");
  }
}
