package io.relance.boot;

import io.relance.notice.Templates;
import io.relance.outbox.Address;
import io.relance.policy.Level;
import io.relance.policy.Policies;
import io.relance.policy.Policy;
import io.relance.settings.ConnectorFiles;
import io.relance.settings.Mistake;
import io.relance.settings.Mistakes;
import io.relance.settings.PolicyFiles;
import io.relance.settings.Settings;
import io.relance.settings.Sources;
import io.relance.store.FiguresStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds a home against everything it needs and lists every mistake at once; changes nothing but the
 * schema of its database.
 */
public final class Check {
  private final Home home;
  private final Clock clock;
  private final Map<String, String> environment;
  private final List<String> good = new ArrayList<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  private Check(Home home, Clock clock, Map<String, String> environment) {
    this.home = home;
    this.clock = clock;
    this.environment = environment;
  }

  /** What is as it should be, a line each, and every mistake with file, line and remedy. */
  public record Report(List<String> good, List<Mistake> mistakes) {}

  /** Checks files first, then what they point to: database, routes, relay, ERPs. */
  public static Report of(Home home, Clock clock, Map<String, String> environment) {
    Check check = new Check(home, clock, environment);
    check.files();
    check.reach();
    return new Report(List.copyOf(check.good), List.copyOf(check.mistakes));
  }

  private void files() {
    attempt(() -> policies(PolicyFiles.read(home.policies(), RouteFiles.channels(home))));
    ConnectorFiles files = ConnectorFiles.read(home.connectors());
    mistakes.addAll(files.mistakes());
    attempt(
        () -> {
          Settings settings = Settings.read(home.settings(), environment);
          List<Mistake> found = new Sources(settings, files.connectors()).mistakes();
          Mistakes.throwIfAny(found);
          good.add("settings: " + settings.sources().size() + " source(s) " + settings.sources());
        });
    good.add("connectors: " + files.connectors().keySet());
  }

  private void policies(Policies policies) {
    Templates templates = Templates.in(home.templates());
    for (Policy policy : policies.list()) {
      for (Level level : policy.levels()) {
        for (Level.Channel channel : level.channels()) {
          words(templates, policy, level, channel);
        }
      }
    }
    good.add("policies: " + policies.list().stream().map(Policy::name).toList());
  }

  private void words(Templates templates, Policy policy, Level level, Level.Channel channel) {
    if (!templates.has(channel.name(), channel.template())) {
      String file = "templates/<language>/" + channel.name() + "/" + channel.template() + ".ftl";
      mistakes.add(
          new Mistake(
              "routes/policies",
              0,
              "policy " + policy.name() + ", level " + level.name() + ": there is no " + file,
              "write it, or name one that exists under template:"));
    }
  }

  private void reach() {
    attempt(
        () -> {
          try (House house = House.open(home, clock, environment)) {
            good.add("database: " + house.database().describe());
            relay(house);
            connected(house);
          }
        });
  }

  private void connected(House house) {
    try (Hub hub = Hub.inspect(house)) {
      hub.refused().forEach(this::add);
      good.add("routes: " + hub.context().getRoutesSize() + " load");
      new Probes(hub, house.settings()).run(good, mistakes);
    }
    house.settings().sources().forEach(source -> lastReading(house, source));
  }

  /** What a pull last stumbled over stands until a reading is whole, whatever the ERP says now. */
  private void lastReading(House house, String source) {
    String trouble = new FiguresStore(house.database(), clock).source(source).trouble();
    if (!trouble.isEmpty()) {
      add(
          house
              .settings()
              .mistake(
                  "relance.source." + source + ".connector",
                  source + " was not read whole the last time, " + trouble,
                  "do what it says; the next whole reading ends it, what was queued waits or is"
                      + " read again before it leaves"));
    }
  }

  private void sender(Settings settings) {
    String from = settings.get("relance.mail.from");
    if (!from.isEmpty() && Address.in(from).good().isEmpty()) {
      add(
          settings.mistake(
              "relance.mail.from",
              "nobody can write from " + Address.in(from).bad(),
              "give one address, for example compta@acme.example"));
    }
  }

  private void shared(Settings settings) {
    String allow = "relance.mail.shared.allow";
    for (String bad : Address.in(settings.get(allow)).bad()) {
      add(settings.mistake(allow, bad, "give addresses, separated by commas: a@x.fr, b@y.fr"));
    }
  }

  private void relay(House house) {
    sender(house.settings());
    shared(house.settings());
    Optional<String> trouble = Relays.trouble(house.settings());
    String relay = "relance.mail.host";
    if (trouble.isPresent()) {
      mistakes.add(
          house
              .settings()
              .mistake(
                  relay,
                  "the mail relay " + Relays.of(house.settings()) + " refuses us: " + trouble.get(),
                  "correct relance.mail.host, .port, .tls, .user, .password; nothing can be sent"));
    } else {
      good.add("relay: " + Relays.of(house.settings()) + " answers");
    }
  }

  private void attempt(Runnable part) {
    try {
      part.run();
    } catch (Mistakes e) {
      e.all().forEach(this::add);
    }
  }

  private void add(Mistake mistake) {
    if (!mistakes.contains(mistake)) {
      mistakes.add(mistake);
    }
  }
}
