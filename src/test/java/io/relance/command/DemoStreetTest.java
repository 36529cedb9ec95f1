package io.relance.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
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

/**
 * The demo as a user runs it, the repository being the installation; the MBeans tell the story, and
 * every route its part of it.
 */
class DemoStreetTest {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath();
  private static final Pattern MESSAGE_ID =
      Pattern.compile("(?m)^Message-ID: <[^<>@\\s]+@[a-z0-9.-]+>\r?$");

  /** Those that have work whenever somebody is written to. */
  private static final List<String> BUSY =
      List.of(
          "pull-odoo",
          "pull",
          "ledger",
          "ledger-close",
          "odoo-sweep",
          "dunning",
          "send-email",
          "recheck",
          "odoo-recheck",
          "contacts",
          "write-back",
          "odoo-writeback");

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  @TempDir Path home;

  @Test
  void theDemoSendsOnceClimbsLaterAndShowsItsWorkOverJmx() throws Exception {
    Clock day1 = at("2026-11-19T23:30:00Z"); // half past midnight in Paris
    int first = cycle(day1);
    assertThat(first).isGreaterThan(20);
    assertThat(messageIdsAreWellFormed()).isEqualTo(first);
    assertThat(cycle(day1)).as("the same day again").isZero();
    assertThat(cycle(at("2026-11-30T09:00:00Z"))).as("ten days later").isPositive();
    assertThat(files("sms", ".txt")).as("at half past midnight texts wait").isPositive();
    assertThat(files("letters", ".pdf")).isPositive();
    assertThat(files("tasks", ".json")).isPositive();
  }

  private int cycle(Clock clock) throws Exception {
    List<String> steps = new ArrayList<>();
    try (DemoStreet street = DemoStreet.open(home, REPOSITORY, clock, steps::add)) {
      assertThat(street.hub().refused()).isEmpty();
      street.cycle();
      assertThat(street.summary().acts(street.today()))
          .isNotEmpty()
          .allSatisfy(
              acts -> assertThat(acts.state()).isIn("sent", night(clock) ? "waiting" : "sent"));
      int mails = street.mailbox().files().size();
      worked("quartz", "kamelet", "http");
      if (mails > 0) {
        worked("sql", "smtp", "freemarker");
        assertThat(street.odoo().calls()).contains("mail.message/create");
        watched();
      }
      return mails;
    }
  }

  /** Hours in which nothing may ring in a pocket. */
  private static boolean night(Clock clock) {
    return LocalTime.now(clock.withZone(DemoStreet.PARIS)).isBefore(LocalTime.of(8, 0));
  }

  private long files(String folder, String ending) throws IOException {
    try (Stream<Path> all = Files.list(home.resolve(folder))) {
      return all.filter(file -> file.toString().endsWith(ending)).count();
    }
  }

  private static Clock at(String instant) {
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

  private void watched() throws Exception {
    assertThat(hub("type=Source,name=odoo", "LastWholeSweep")).isNotEqualTo("");
    assertThat((long) hub("type=Source,name=odoo", "LedgerAgeMinutes")).isBetween(0L, 10L);
    assertThat((long) hub("type=Source,name=odoo", "OpenItems")).isPositive();
    assertThat((long) hub("type=Source,name=odoo", "DecisionsToday")).isPositive();
    assertThat((long) hub("type=Outbox", "SentToday")).isPositive();
    assertThat(hub("type=Outbox", "OldestUnsentMinutes")).isEqualTo(-1L);
    assertThat((String[]) hub("type=Hub", "Schedules"))
        .contains("pull-odoo", "dunning", "outbox", "markers");
    for (String route : BUSY) {
      assertThat((long) server.getAttribute(bean(route), "ExchangesCompleted"))
          .as(route)
          .isPositive();
    }
  }

  private Object hub(String bean, String attribute) throws Exception {
    return server.getAttribute(new ObjectName("io.relance:" + bean), attribute);
  }

  private ObjectName bean(String route) throws Exception {
    ObjectName pattern = new ObjectName("org.apache.camel:type=routes,name=\"" + route + "\",*");
    assertThat(server.queryNames(pattern, null)).as("the MBean of route %s", route).hasSize(1);
    return server.queryNames(pattern, null).iterator().next();
  }

  /** Camel's own MBeans say which endpoints were used, and that no exchange of the hub failed. */
  private void worked(String... schemes) throws Exception {
    Set<String> used = new TreeSet<>();
    for (String type : List.of("routes", "processors")) {
      for (ObjectName name :
          server.queryNames(new ObjectName("org.apache.camel:type=" + type + ",*"), null)) {
        used.addAll(completed(name));
      }
    }
    assertThat(used).contains(schemes);
    for (String route : List.of("pull-odoo", "dunning", "send-email")) {
      assertThat((long) server.getAttribute(bean(route), "ExchangesFailed")).as(route).isZero();
    }
  }

  /** The scheme of the endpoint that a route consumes or a step calls, if exchanges completed. */
  private Set<String> completed(ObjectName name) throws Exception {
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
