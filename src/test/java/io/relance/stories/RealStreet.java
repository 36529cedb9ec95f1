package io.relance.stories;

import static org.awaitility.Awaitility.await;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import io.relance.boot.Rooms;
import io.relance.flow.Dunning;
import io.relance.flow.Receipts;
import io.relance.flow.Returning;
import io.relance.flow.WriteBack;
import io.relance.outbox.MessageId;
import io.relance.returns.Sorting;
import io.relance.store.AlertStore;
import io.relance.store.JournalStore;
import io.relance.store.OutboxStore;
import io.relance.store.OutwardStore;
import io.relance.store.OutwardStore.Mode;
import io.relance.store.OutwardStore.Outward;
import io.relance.store.ReturnStore.Place;
import io.relance.store.Sql;
import io.relance.support.FaultySmtp;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.camel.spi.RouteController;

/**
 * The street as it is shipped: pull, ledger, send-email, outbox and write-back routes, PostgreSQL,
 * a relay; only the ERP is pretended and only the clock is ours. Routes are polled faster.
 */
final class RealStreet implements Street {
  private static final List<String> ROUTES =
      List.of("pull", "ledger", "send-email", "recheck", "outbox", "write-back");

  /** Channels of which a story only tells that something left by them, and whom they reach. */
  private static final Map<String, String> SILENT =
      Map.of("letter", "post", "phone", "nobody", "warning", "nobody", "sms", "mobile");

  private static final String SILENT_ROUTE =
      """
      - route:
          id: send-%1$s
          from:
            uri: kamelet:outbox/%1$s
            parameters: {reaches: %2$s}
            steps: [{removeHeaders: {pattern: "*"}}]
      """;

  private final Story story;
  private final StoryClock clock;
  private final Map<String, Erp> erps = new TreeMap<>();
  private final Set<String> down = new HashSet<>();
  private final FaultySmtp relay = new FaultySmtp();
  private final TestHome home;
  private final House house;
  private Hub hub;
  private final List<Map<String, Object>> afterPlanning = new ArrayList<>();
  private final Set<Long> seen = new HashSet<>();
  private int taken;
  private int mails;

  RealStreet(Story story, Path folder) {
    this.story = story;
    this.clock = new StoryClock(story.days().get(0).at().minus(Duration.ofHours(1)));
    sources(story).forEach(name -> erps.put(name, Erp.open(name, clock, story.zone().getId())));
    this.home = home(folder);
    this.house = House.open(Home.at(folder), clock, Map.of());
    this.hub = start();
    for (var erp : erps.values()) {
      erp.given(Map.of("debtor", "background"));
      erp.given(Map.of("item", "FAR", "debtor", "background", "due", "2099-01-01", "open", "1.00"));
    }
    pull();
    erps.keySet().forEach(source -> turn(source, Mode.ON, null));
  }

  /** "acme", and what the story's settings name besides. */
  private static Set<String> sources(Story story) {
    var sources = new TreeSet<>(List.of("acme"));
    for (var line : story.settings()) {
      if (line.matches("relance\\.source\\..*\\.companies=.*")) {
        sources.add(line.split("\\.")[2]);
      }
    }
    return sources;
  }

  private TestHome home(Path folder) {
    var made = TestHome.in(folder);
    made.settings(
            "relance.db.url=" + TestDatabase.freshUrl(),
            "relance.db.password=postgres",
            "relance.mail.port=" + relay.port(),
            "relance.mail.tls=none",
            "camel.kamelet.outbox.look=40",
            "relance.source.acme.connector=story",
            "relance.source.acme.companies=1")
        .settings(story.settings().toArray(String[]::new));
    ROUTES.forEach(name -> made.file(route(name), quick(text(Path.of(route(name))))));
    remove(folder.resolve(policy("courteous")));
    story.policies().forEach(policy -> made.file(policy(policy), content(policy)));
    SILENT.forEach(
        (channel, reaches) -> {
          if (story.policies().stream().anyMatch(policy -> names(content(policy), channel))) {
            made.file(route("send-" + channel), SILENT_ROUTE.formatted(channel, reaches));
          }
        });
    copy(Path.of("templates"), Path.of(""), made);
    copy(Path.of("src/test/resources/connectors/story"), Path.of("src/test/resources"), made);
    return made;
  }

  private static String route(String name) {
    return "routes/" + name + ".camel.yaml";
  }

  /** Stories have many days: a poll per second would make them long. */
  private static String quick(String route) {
    return route.replaceAll("([dD]elay): \\d+", "$1: 40");
  }

  private static String policy(String policy) {
    return "routes/policies/" + (policy.contains("\n") ? "inline" : policy) + ".yaml";
  }

  private static String content(String policy) {
    return policy.contains("\n") ? policy : text(Path.of(policy(policy)));
  }

  private static boolean names(String policy, String channel) {
    return policy.contains("{" + channel + ":") || policy.contains("else: " + channel);
  }

  private static void copy(Path folder, Path base, TestHome home) {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .filter(Files::isRegularFile)
          .forEach(file -> home.file(base.relativize(file).toString(), text(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Hub start() {
    var started = Hub.start(house, "n1");
    if (!started.refused().isEmpty()) {
      throw new AssertionError(started.refused().toString());
    }
    return started;
  }

  @Override
  public void given(Map<String, Object> change) {
    if (change.containsKey("after-planning")) {
      var later = new HashMap<>(change);
      later.remove("after-planning");
      afterPlanning.add(later);
    } else if (change.containsKey("many")) {
      many(change);
    } else if (change.containsKey("item") || change.containsKey("debtor")) {
      var fields = new HashMap<>(change);
      fields.remove("in");
      erps.get(source(change)).given(fields);
    } else if (change.containsKey("down") || change.containsKey("up")) {
      answers(change);
    } else if (change.containsKey("unlink")) {
      Rooms.of(house).merging().unlink(change.get("unlink").toString(), "claire", "said so");
    } else if (change.containsKey("link")) {
      Rooms.of(house)
          .merging()
          .link(change.get("link").toString(), change.get("with").toString(), "claire", "said so");
    } else if (change.containsKey("outward")) {
      var argument = change.get("only");
      turn(
          source(change),
          Mode.valueOf(change.get("outward").toString().toUpperCase(Locale.ROOT)),
          argument == null ? null : argument.toString());
    } else if (change.containsKey("break")) {
      breakPlanning(change.get("break").toString());
    } else if (change.containsKey("mend")) {
      execute("drop trigger story_refuse on act");
    } else if (change.containsKey("back")) {
      comesBack(change);
    } else if (change.containsKey("answered")) {
      Rooms.of(house).holds().answered(change.get("answered").toString(), "", null, "claire");
    } else if (change.containsKey("approve")) {
      approve(change.get("approve").toString());
    } else if (change.containsKey("policy")) {
      home.file("routes/policies/inline.yaml", change.get("policy").toString());
      hub.close();
      hub = start();
    } else {
      throw new IllegalArgumentException("a story cannot do " + change);
    }
  }

  /** The source that a change is in; "acme" unless it says so. */
  private static String source(Map<String, Object> change) {
    return change.getOrDefault("in", "acme").toString();
  }

  /** A source stops answering, or answers again. */
  private void answers(Map<String, Object> change) {
    var isDown = change.containsKey("down");
    var source = change.get(isDown ? "down" : "up").toString();
    erps.get(source).down(isDown);
    if (isDown) {
      down.add(source);
    } else {
      down.remove(source);
    }
  }

  /** That many debtors of one kind, with one item each. */
  private void many(Map<String, Object> change) {
    for (int i = 1; i <= Integer.parseInt(change.get("many").toString()); i++) {
      var debtor = "%s-%03d".formatted(change.get("debtor"), i);
      var erp = erps.get(source(change));
      erp.given(Map.of("debtor", debtor, "tags", change.get("tags")));
      erp.given(
          Map.of(
              "item",
              "I-" + debtor,
              "debtor",
              debtor,
              "due",
              change.get("due"),
              "open",
              change.get("open")));
    }
  }

  private void turn(String source, Mode mode, String argument) {
    var database = house.database();
    var company =
        database
            .jdbc()
            .sql("select id from company where source = ?")
            .param(source)
            .query(Long.class)
            .single();
    new OutwardStore(database, new JournalStore(database), clock)
        .set(company, new Outward(mode, argument), "claire");
  }

  /** A mail of src/test/resources/returns comes back on the debtor's message of that level. */
  private void comesBack(Map<String, Object> change) {
    var act =
        house
            .database()
            .jdbc()
            .sql(Sql.of("story-left"))
            .param("debtor", change.get("of"))
            .param("level", change.get("level"))
            .query()
            .singleRow();
    var mail =
        text(Path.of("src/test/resources/returns", change.get("back") + ".eml"))
            .replaceAll("<relance\\.42\\.[^>]*>", act.get("message_id").toString())
            .replace("jeanne@client.example", act.get("recipient").toString())
            .replaceFirst("(?im)^Message-ID: .*", "Message-ID: <" + seen.size() + mails++ + "@mx>")
            .getBytes(StandardCharsets.UTF_8);
    returning().take(new Place("story", 1, mails), new Sorting(MessageId.OURS).of(mail), mail);
  }

  private Returning returning() {
    var database = house.database();
    var journal = new JournalStore(database);
    var stores =
        new Receipts.Stores(
            database,
            new OutboxStore(database, clock, "n1"),
            journal,
            new AlertStore(database, clock),
            clock);
    return new Returning(stores, Rooms.of(house).holds(), hub.bean("writeBack", WriteBack.class));
  }

  /** Planning an act of this debtor fails from now on. */
  private void breakPlanning(String debtor) {
    execute(Sql.of("story-refuse").formatted(debtor));
    execute(
        "create trigger story_refuse before insert on act for each row execute function story_refuse()");
  }

  private void execute(String sql) {
    house.database().jdbc().sql(sql).update();
  }

  private void approve(String person) {
    var waiting = one("select max(code) from run where state in ('planned', 'held')");
    hub.bean("dunning", Dunning.class).approve(waiting, person);
  }

  @Override
  public void moveTo(Instant at) {
    clock.moveTo(at);
  }

  @Override
  public List<Sent> run() {
    pull();
    decide();
    settled(Sql.of("story-unsettled"));
    var sent = sent();
    taken += (int) sent.stream().filter(one -> one.by().equals("email")).count();
    if (relay.taken().size() != taken) {
      throw new AssertionError(relay.taken().size() + " messages at the relay, not " + taken);
    }
    return sent;
  }

  /** What happens after planning happens before anything is sent. */
  private void decide() {
    boolean wait = !afterPlanning.isEmpty();
    if (wait) {
      sending(RouteController::suspendRoute);
    }
    hub.bean("dunning", Dunning.class).runAll("schedule");
    afterPlanning.forEach(this::given);
    afterPlanning.clear();
    if (wait) {
      sending(RouteController::resumeRoute);
    }
  }

  private interface Turn {
    void of(RouteController controller, String route) throws Exception;
  }

  private void sending(Turn turn) {
    try {
      turn.of(hub.context().getRouteController(), "send-email");
    } catch (Exception e) {
      throw new AssertionError("send-email", e);
    }
  }

  private void pull() {
    try (var template = hub.context().createProducerTemplate()) {
      for (var source : erps.keySet()) {
        template.send("direct:pull", exchange -> exchange.setProperty("source", source));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var trouble =
        list(
            "select message from alert where until is null and kind not in ('surge', 'account', 'address', 'recheck', 'ledger', 'reply', 'act')");
    if (!trouble.isEmpty() && down.isEmpty()) {
      throw new AssertionError(trouble.toString());
    }
  }

  private void settled(String sql) {
    var count =
        sql.replace(":now", "'" + clock.instant() + "'::timestamptz")
            .replace(":down", "'{" + String.join(",", down) + "}'::text[]");
    if (one(count).equals("0")) {
      return;
    }
    await().pollInterval(Duration.ofMillis(10)).until(() -> one(count).equals("0"));
  }

  /** What was sent since the last look. */
  private List<Sent> sent() {
    return house
        .database()
        .jdbc()
        .sql(Sql.of("story-sent"))
        .query(RealStreet::arrived)
        .list()
        .stream()
        .filter(arrived -> seen.add(arrived.act()))
        .map(Arrived::sent)
        .toList();
  }

  private record Arrived(long act, Sent sent) {}

  private static Arrived arrived(ResultSet row, int n) throws SQLException {
    var items = new TreeSet<>(List.of((String[]) row.getArray("items").getArray()));
    return new Arrived(
        row.getLong("id"),
        new Sent(
            row.getString("debtor"),
            row.getString("level_name"),
            row.getString("asked"),
            items,
            row.getString("recipient"),
            row.getString("channel")));
  }

  @Override
  public Map<String, String> reasons() {
    var reasons = new HashMap<String, String>();
    for (var line : list(Sql.of("story-reasons"))) {
      reasons.put(line.split("=")[0], line.split("=")[1]);
    }
    return reasons;
  }

  @Override
  public Map<String, String> markers() {
    settled("select count(*) from writeback where state in ('queued', 'claimed', 'failed')");
    var markers = new HashMap<String, String>();
    erps.values().forEach(erp -> markers.putAll(erp.markers()));
    return markers;
  }

  @Override
  public List<Integer> lots() {
    return list("select count(*)::text from act group by xmin::text order by count(*) desc")
        .stream()
        .map(Integer::valueOf)
        .toList();
  }

  @Override
  public List<String> alerts() {
    return list("select kind from alert where until is null order by id");
  }

  @Override
  public String lastRun() {
    return one("select state from run order by id desc limit 1");
  }

  private String one(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).single();
  }

  private List<String> list(String sql) {
    return house.database().jdbc().sql(sql).query(String.class).list();
  }

  @Override
  public void close() {
    hub.close();
    house.close();
    relay.close();
  }
}
