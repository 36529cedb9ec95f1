package io.relance.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user runs it, the repository being the installation. */
class DemoStreetTest {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath();
  private static final Pattern MESSAGE_ID =
      Pattern.compile("(?m)^Message-ID: <[^<>@\\s]+@[a-z0-9.-]+>\r?$");

  @TempDir Path home;

  @Test
  void theDemoSendsOnceClimbsLaterAndShowsItsWorkOverJmx() throws Exception {
    Clock day1 = morning("2026-11-20T09:00:00Z");
    int first = cycle(day1);
    assertThat(first).isGreaterThan(20);
    assertThat(messageIdsAreWellFormed()).isEqualTo(first);
    assertThat(cycle(day1)).as("the same day again").isZero();
    assertThat(cycle(morning("2026-11-30T09:00:00Z"))).as("ten days later").isPositive();
  }

  private int cycle(Clock clock) throws Exception {
    List<String> steps = new ArrayList<>();
    try (DemoStreet street = DemoStreet.open(home, REPOSITORY, clock, steps::add)) {
      assertThat(street.hub().refused()).isEmpty();
      street.cycle();
      assertThat(street.summary().acts(street.today()))
          .isNotEmpty()
          .allSatisfy(acts -> assertThat(acts.state()).isEqualTo("sent"));
      int mails = street.mailbox().files().size();
      worked("quartz", "kamelet", "http");
      if (mails > 0) {
        worked("sql", "smtp", "freemarker");
        assertThat(street.odoo().calls()).contains("account.move/message_post");
      }
      return mails;
    }
  }

  private static Clock morning(String instant) {
    Instant now = Instant.now();
    return Clock.offset(Clock.systemUTC(), Duration.between(now, Instant.parse(instant)));
  }

  private long messageIdsAreWellFormed() throws IOException {
    try (Stream<Path> mails = Files.list(home.resolve("mails"))) {
      return mails.filter(mail -> MESSAGE_ID.matcher(read(mail)).find()).count();
    }
  }

  private static String read(Path mail) {
    try {
      return Files.readString(mail);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Camel's own MBeans say which endpoints were used, and that no exchange of the hub failed. */
  private static void worked(String... schemes) throws Exception {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    Set<String> used = new TreeSet<>();
    for (String type : List.of("routes", "processors")) {
      for (ObjectName name :
          server.queryNames(new ObjectName("org.apache.camel:type=" + type + ",*"), null)) {
        used.addAll(completed(server, name));
      }
    }
    assertThat(used).contains(schemes);
    for (String route : List.of("pull-demo", "dunning", "send-email")) {
      ObjectName bean =
          server
              .queryNames(
                  new ObjectName("org.apache.camel:type=routes,name=\"" + route + "\",*"), null)
              .iterator()
              .next();
      assertThat((long) server.getAttribute(bean, "ExchangesFailed")).as(route).isZero();
    }
  }

  /** The scheme of the endpoint that a route consumes or a step calls, if exchanges completed. */
  private static Set<String> completed(MBeanServer server, ObjectName name) throws Exception {
    Set<String> schemes = new TreeSet<>();
    for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
      if (Set.of("EndpointUri", "Destination", "Uri").contains(attribute.getName())
          && (long) server.getAttribute(name, "ExchangesCompleted") > 0) {
        Object uri = server.getAttribute(name, attribute.getName());
        // the Odoo connector's one HTTP step: its address, http(s)://…, is the source's own
        boolean odoo = String.valueOf(uri).contains("odooAddress");
        schemes.add(odoo ? "http" : String.valueOf(uri).replaceFirst(":.*", ""));
      }
    }
    return schemes;
  }
}
