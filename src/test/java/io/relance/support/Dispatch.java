package io.relance.support;

import io.relance.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Acts that wait to be sent, in a home with the shipped send routes, templates and policies. */
public final class Dispatch {
  private final Database database;
  private final Clock clock;
  private final LocalDate today;
  private final long company;

  /** One company whose switch is on, in a migrated database. */
  public Dispatch(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.today = LocalDate.now(clock.withZone(ZoneId.of("Europe/Paris")));
    this.company =
        database
            .jdbc()
            .sql(resource("/sql/seed-company.sql"))
            .param("now", clock.instant().atOffset(ZoneOffset.UTC))
            .param("today", today)
            .query(Long.class)
            .single();
  }

  /** Debtors Dfrom to Dto, each with a late invoice and a friendly reminder that is queued. */
  public Dispatch queue(int from, int to) {
    database
        .jdbc()
        .sql(resource("/sql/seed-acts.sql"))
        .param("from", from)
        .param("to", to)
        .param("company", company)
        .param("today", today)
        .param("now", clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    database.jdbc().sql("analyze").update();
    return this;
  }

  /** As {@link #queue(int, int)} and {@link #by} in one, for a hub that runs already. */
  public Dispatch queue(int from, int to, String channel) {
    return database.inTransaction(() -> queue(from, to).by(channel));
  }

  /**
   * All that is queued leaves by that channel instead; its debtors can be called (+33612000001 for
   * D1) and written to.
   */
  public Dispatch by(String channel) {
    for (String table : List.of("act", "step")) {
      database
          .jdbc()
          .sql("update %s set channel = :channel where channel = 'email'".formatted(table))
          .param("channel", channel)
          .update();
    }
    database.jdbc().sql(resource("/sql/seed-addresses.sql")).update();
    return this;
  }

  public long company() {
    return company;
  }

  /** State to number of acts. */
  public Map<String, Long> states() {
    Map<String, Long> states = new java.util.TreeMap<>();
    database
        .jdbc()
        .sql("select state, count(*) as n from act group by state")
        .query(
            row -> {
              states.put(row.getString("state"), row.getLong("n"));
            });
    return states;
  }

  /** What the act of that debtor has in that column, as text. */
  public String act(String debtor, String column) {
    return database
        .jdbc()
        .sql(
            "select to_jsonb(act) ->> :column from act join account on account.id = act.account_id"
                + " join debtor on debtor.id = account.debtor_id where debtor.key = :key order by act.id desc limit 1")
        .param("column", column)
        .param("key", debtor)
        .query(String.class)
        .optional()
        .orElse(null);
  }

  /** A home that sends to that relay: the shipped files, the test connector, these settings. */
  public static TestHome home(Path folder, String url, int relay, String... settings) {
    TestHome home = TestHome.in(folder);
    home.settings(
            "relance.db.url=" + url,
            "relance.db.password=postgres",
            "relance.mail.port=" + relay,
            "relance.mail.tls=none",
            "relance.source.acme.connector=still",
            "relance.source.acme.companies=1")
        .settings(settings);
    for (String file :
        List.of(
            "routes/send-email.camel.yaml",
            "routes/recheck.camel.yaml",
            "routes/outbox.camel.yaml",
            "routes/policies/courteous.yaml")) {
      home.file(file, text(Path.of(file)));
    }
    String recheck = resource("/connectors/still/still-recheck.kamelet.yaml");
    for (String action : List.of("sweep", "probe", "recheck", "writeback")) {
      home.file(
          "connectors/still/still-" + action + ".kamelet.yaml",
          recheck.replace("still-recheck", "still-" + action));
    }
    try (Stream<Path> templates = Files.walk(Path.of("templates"))) {
      templates
          .filter(Files::isRegularFile)
          .forEach(file -> home.file(file.toString(), text(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return home;
  }

  /** A home whose friendly reminder leaves by these channels at any hour, by these routes. */
  public static TestHome home(
      Path folder, String url, int relay, List<String> channels, List<String> routes) {
    TestHome home = home(folder, url, relay);
    for (String route : routes) {
      home.file(
          "routes/" + route + ".camel.yaml", text(Path.of("routes/" + route + ".camel.yaml")));
    }
    return home.file("routes/policies/courteous.yaml", saidBy(channels));
  }

  private static String saidBy(List<String> channels) {
    String each =
        channels.stream()
            .map("{%s: friendly, to: billing}"::formatted)
            .collect(Collectors.joining("\n      - "));
    String always =
        channels.stream().map("%s: always"::formatted).collect(Collectors.joining(", "));
    String anyTime = "calendar: {days: every day, holidays: none, hours: {%s}}\n".formatted(always);
    return text(Path.of("routes/policies/courteous.yaml"))
        .replace("{email: friendly, to: billing}", each)
        .replaceFirst("(?m)^calendar:.*\n(?: .*\n)*", anyTime);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String resource(String name) {
    try (var in = Dispatch.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
