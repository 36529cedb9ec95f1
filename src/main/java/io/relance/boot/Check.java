package io.relance.boot;

import io.relance.flow.Replies;
import io.relance.notice.Notice;
import io.relance.notice.Occasion;
import io.relance.notice.Templates;
import io.relance.outbox.Address;
import io.relance.outbox.Channel;
import io.relance.outbox.Sharing;
import io.relance.policy.Level;
import io.relance.policy.Policy;
import io.relance.policy.Thanks;
import io.relance.press.Press;
import io.relance.press.Unprintable;
import io.relance.settings.ChannelFiles;
import io.relance.settings.ConnectorFiles;
import io.relance.settings.Merges;
import io.relance.settings.Mistake;
import io.relance.settings.Mistakes;
import io.relance.settings.NamedTemplate;
import io.relance.settings.PolicyFiles;
import io.relance.settings.Settings;
import io.relance.settings.Sources;
import io.relance.store.FiguresStore;
import io.relance.store.GrantStore;
import java.nio.file.Files;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds a home against everything it needs and lists every mistake at once; changes nothing but the
 * schema of its database.
 */
public final class Check {
  private final Home home;
  private final Clock clock;
  private final List<String> good = new ArrayList<>();
  private final List<Mistake> mistakes = new ArrayList<>();
  private Map<String, Channel> channels = Map.of();
  private boolean texting;
  private @Nullable Press press;

  private Check(Home home, Clock clock) {
    this.home = home;
    this.clock = clock;
  }

  /** What is as it should be, a line each, and every mistake with file, line and remedy. */
  public record Report(List<String> good, List<Mistake> mistakes) {}

  /** Checks every part by itself, so that one mistake hides no other. */
  public static Report of(Home home, Clock clock, Map<String, String> environment) {
    Check check = new Check(home, clock);
    check.policies();
    ConnectorFiles files = ConnectorFiles.read(home.connectors());
    check.mistakes.addAll(files.mistakes());
    check.good.add("connectors: " + files.connectors().keySet());
    Settings settings = Settings.look(home.settings(), environment, check.mistakes);
    Sources sources = new Sources(settings, files.connectors());
    check.settings(settings, sources);
    if (Files.isRegularFile(home.settings())) {
      check.sender(settings);
      check.gateway(settings);
      check.shared(settings);
      check.connected(settings, sources);
    }
    return new Report(List.copyOf(check.good), List.copyOf(check.mistakes));
  }

  private void policies() {
    ChannelFiles.Found channels = ChannelFiles.read(home.routes());
    mistakes.addAll(channels.mistakes());
    PolicyFiles.Found found = PolicyFiles.look(home.policies(), channels.channels());
    mistakes.addAll(found.mistakes());
    this.channels = channels.channels();
    words(found.templates());
    texting = found.templates().stream().anyMatch(one -> one.channel().name().equals("sms"));
    if (found.mistakes().isEmpty()) {
      good.add("policies: " + found.policies().list().stream().map(Policy::name).toList());
    }
  }

  /** What a file that all languages or levels share does to each is said once. */
  private void words(List<NamedTemplate> named) {
    Templates templates = Templates.in(home.templates());
    Set<String> said = new HashSet<>();
    for (NamedTemplate one : named) {
      folders(one.channel()).forEach(folder -> words(templates, one, folder, said));
    }
  }

  /** The folders that have the words of what is sent and of what goes with it. */
  private List<String> folders(Level.Channel channel) {
    List<String> folders = new ArrayList<>(List.of(channels.get(channel.name()).words()));
    channel.attach().stream().filter(name -> !name.equals("documents")).forEach(folders::add);
    return folders;
  }

  private void words(Templates templates, NamedTemplate one, String folder, Set<String> said) {
    String template = one.channel().template();
    if (!templates.has(folder, template)) {
      mistakes.add(
          one.mistake(
              "there is no templates/<language>/%s/%s.ftl".formatted(folder, template),
              "write it, or name one that exists in its place"));
    }
    boolean deadline = one.level().deadline() != null;
    for (String language : templates.languages()) {
      trouble(templates, language, folder, one, deadline)
          .filter(said::add)
          .ifPresent(what -> mistakes.add(one.mistake(what, "correct the template")));
    }
  }

  private Optional<String> trouble(
      Templates templates, String language, String folder, NamedTemplate one, boolean deadline) {
    String template = one.channel().template();
    try {
      return templates.trouble(
          language, folder, template, occasion(one.level()), deadline, this::print);
    } catch (Unprintable e) {
      return Optional.of(
          "templates/%s/%s, %s: %s".formatted(language, folder, template, e.getMessage()));
    }
  }

  /** Of a letter also the page: a tag that is not closed, a character without glyph. */
  private void print(Notice notice) {
    String page = notice.parts().get("xhtml");
    if (page != null) {
      press = press == null ? Press.in(home.templates(), clock) : press;
      press.print(page);
    }
  }

  private static Occasion occasion(Level level) {
    if (level.rank() == Thanks.RANK) {
      return Occasion.PAID;
    }
    return level.preDue() ? Occasion.COMING : Occasion.OVERDUE;
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

  private void gateway(Settings settings) {
    if (texting && settings.get("relance.sms.from").isEmpty()) {
      add(
          settings.mistake(
              "relance.sms.from",
              "a policy sends SMS, but relance.sms.from is not set",
              "set relance.sms.from, .url, .user and .password, or take the sms: lines out of the policies"));
    }
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
              "correct relance.mail.host, .port, .tls, .user, .password or .oauth; nothing can be sent"));
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
              "correct relance.replies.host, .port, .tls, .user, .password or .oauth; bounces and answers wait"));
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
