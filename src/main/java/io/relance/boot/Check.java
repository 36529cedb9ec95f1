package io.relance.boot;

import io.relance.flow.Replies;
import io.relance.outbox.Address;
import io.relance.outbox.Sharing;
import io.relance.policy.Policy;
import io.relance.settings.ChannelFiles;
import io.relance.settings.ConnectorFiles;
import io.relance.settings.Merges;
import io.relance.settings.Mistake;
import io.relance.settings.Mistakes;
import io.relance.settings.PolicyFiles;
import io.relance.settings.Settings;
import io.relance.settings.Sources;
import io.relance.store.FiguresStore;
import io.relance.store.GrantStore;
import java.nio.file.Files;
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
  private final List<String> good = new ArrayList<>();
  private final List<Mistake> mistakes = new ArrayList<>();

  private Check(Home home, Clock clock) {
    this.home = home;
    this.clock = clock;
  }

  /** What is as it should be, a line each, and every mistake with file, line and remedy. */
  public record Report(List<String> good, List<Mistake> mistakes) {}

  /** Checks every part by itself, so that one mistake hides no other. */
  public static Report of(Home home, Clock clock, Map<String, String> environment) {
    Check check = new Check(home, clock);
    PolicyFiles.Found policies = check.policies();
    ConnectorFiles files = ConnectorFiles.read(home.connectors());
    check.mistakes.addAll(files.mistakes());
    check.good.add("connectors: " + files.connectors().keySet());
    Settings settings = Settings.look(home.settings(), environment, check.mistakes);
    Sources sources = new Sources(settings, files.connectors());
    check.settings(settings, sources);
    if (Files.isRegularFile(home.settings())) {
      check.sender(settings);
      check.means(new Deployments(settings, files.connectors()), policies);
      check.shared(settings);
      check.connected(settings, sources);
    }
    return new Report(List.copyOf(check.good), List.copyOf(check.mistakes));
  }

  private PolicyFiles.Found policies() {
    ChannelFiles.Found channels = ChannelFiles.read(home.routes());
    mistakes.addAll(channels.mistakes());
    PolicyFiles.Found found = PolicyFiles.look(home.policies(), channels.channels());
    mistakes.addAll(found.mistakes());
    mistakes.addAll(new Proofs(home, clock, channels.channels()).mistakes(found.templates()));
    if (found.mistakes().isEmpty()) {
      good.add("policies: " + found.policies().list().stream().map(Policy::name).toList());
    }
    return found;
  }

  private void settings(Settings settings, Sources sources) {
    mistakes.addAll(sources.mistakes());
    mistakes.addAll(new Merges(settings).mistakes());
    if (mistakes.stream().noneMatch(one -> one.file().equals("application.properties"))) {
      good.add("settings: " + settings.sources().size() + " source(s) " + settings.sources());
    }
  }

  private void connected(Settings settings, Sources sources) {
    try (House house = house(settings);
        Hub hub = Hub.inspect(house)) {
      relay(house);
      mailbox(hub, settings);
      hub.refused().forEach(this::add);
      good.add("routes: " + hub.context().getRoutesSize() + " load");
      new Probes(hub, settings, sources).run(good, mistakes);
    }
  }

  /** Without its database when that cannot be used, or when a misspelt key hides which it is. */
  private House house(Settings settings) {
    boolean unsure = mistakes.stream().anyMatch(one -> one.what().contains(" relance.db."));
    if (unsure && settings.find("relance.db.url").isEmpty()) {
      return House.unreached(home, settings, clock);
    }
    try {
      House house = House.open(home, settings, clock);
      good.add("database: " + house.database().describe());
      settings.sources().forEach(source -> lastReading(house, source));
      return house;
    } catch (Mistakes e) {
      e.all().forEach(this::add);
      return House.unreached(home, settings, clock);
    }
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

  private void means(Deployments deployments, PolicyFiles.Found policies) {
    mistakes.addAll(new Means(deployments.settings(), deployments.usable()).mistakes(policies));
  }

  private void shared(Settings settings) {
    String allow = "relance.mail.shared.allow";
    for (String bad : Sharing.unreadable(settings.get(allow))) {
      add(
          settings.mistake(
              allow, bad, "give addresses, separated by commas: a@x.fr, +33612345678"));
    }
  }

  private void relay(House house) {
    Settings settings = house.settings();
    GrantStore grants = new GrantStore(house.database(), clock);
    Optional<String> trouble = house.relays().trouble(grants);
    if (trouble.isPresent()) {
      String named = settings.find("relance.mail.host").isPresent() ? "host" : "port";
      add(
          settings.mistake(
              "relance.mail." + named,
              "the mail relay cannot be used: " + trouble.get(),
              "correct relance.mail.host, .port, .tls, .tls.ca, .user, .password or .oauth; nothing can be sent"));
    } else {
      good.add("relay: " + house.relays().relay(grants) + " answers");
    }
  }

  private void mailbox(Hub hub, Settings settings) {
    Optional<String> trouble = hub.bean("replies", Replies.class).trouble();
    if (trouble.isPresent()) {
      add(
          settings.mistake(
              "relance.replies.host",
              trouble.get(),
              "correct relance.replies.host, .port, .tls, .tls.ca, .user, .password or .oauth; bounces and answers wait"));
    } else if (settings.find("relance.replies.host").isPresent()) {
      good.add("mailbox: " + settings.get("relance.replies.user") + " can be read");
    }
  }

  private void add(Mistake mistake) {
    if (!mistakes.contains(mistake)) {
      mistakes.add(mistake);
    }
  }
}
