package io.relance.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A home's application.properties. A value may hold {@code {{env:NAME}}}, {@code
 * {{env:NAME:default}}} or {@code {{file:path}}} (relative to the home), so that secrets stay
 * outside; both are resolved when read. Everything that starts with {@code relance.} is ours and
 * known by name; the rest is Camel's.
 */
public final class Settings {
  /**
   * Our own keys and what stands when they are not given; what has a name is apart
   * (relance.source.NAME.*, relance.events.NAME.*, relance.company.SOURCE/KEY.*).
   */
  private static final Map<String, String> KNOWN =
      Map.ofEntries(
          Map.entry("relance.name", "relance"),
          Map.entry("relance.db.url", ""),
          Map.entry("relance.db.user", "postgres"),
          Map.entry("relance.db.password", ""),
          Map.entry("relance.db.pool", "16"),
          Map.entry("relance.db.embedded.port", "0"),
          Map.entry("relance.mail.host", "127.0.0.1"),
          Map.entry("relance.mail.port", "25"),
          Map.entry("relance.mail.user", ""),
          Map.entry("relance.mail.password", ""),
          Map.entry("relance.mail.tls", "starttls"),
          Map.entry("relance.mail.tls.ca", ""),
          Map.entry("relance.mail.oauth.url", ""),
          Map.entry("relance.mail.oauth.client", ""),
          Map.entry("relance.mail.oauth.secret", ""),
          Map.entry("relance.mail.oauth.scope", ""),
          Map.entry("relance.mail.oauth.refresh", ""),
          Map.entry("relance.mail.per.session", "200"),
          Map.entry("relance.mail.per.minute", "0"),
          Map.entry("relance.mail.attach.kilobytes", "10000"),
          Map.entry("relance.documents.keep.days", "90"),
          Map.entry("relance.mail.from", ""),
          Map.entry("relance.mail.sessions", "8"),
          Map.entry("relance.mail.shared.most", "10"),
          Map.entry("relance.mail.shared.allow", ""),
          Map.entry("relance.mail.resend.seconds", "600"),
          Map.entry("relance.letter.folder", "var/letters"),
          Map.entry("relance.letter.bind.minutes", "0"),
          Map.entry("relance.letter.bind.duplex", "yes"),
          Map.entry("relance.letter.house.url", ""),
          Map.entry("relance.letter.house.authorization", ""),
          Map.entry("relance.letter.house.id", "/id"),
          Map.entry("relance.letter.house.deposit", "/deposit"),
          Map.entry("relance.letter.name", "{date}-{debtor}-{level}-{act}.pdf"),
          Map.entry("relance.smpp.host", ""),
          Map.entry("relance.smpp.port", "2775"),
          Map.entry("relance.smpp.tls", "false"),
          Map.entry("relance.smpp.user", ""),
          Map.entry("relance.smpp.password", ""),
          Map.entry("relance.smpp.system.type", ""),
          Map.entry("relance.smpp.from", ""),
          Map.entry("relance.smpp.from.ton", "5"),
          Map.entry("relance.smpp.from.npi", "0"),
          Map.entry("relance.smpp.ids", "same"),
          Map.entry("relance.smpp.per.second", "10"),
          Map.entry("relance.smpp.timeout.seconds", "20"),
          Map.entry("relance.replies.host", ""),
          Map.entry("relance.replies.port", "993"),
          Map.entry("relance.replies.tls", "tls"),
          Map.entry("relance.replies.tls.ca", ""),
          Map.entry("relance.replies.user", ""),
          Map.entry("relance.replies.password", ""),
          Map.entry("relance.replies.oauth.url", ""),
          Map.entry("relance.replies.oauth.client", ""),
          Map.entry("relance.replies.oauth.secret", ""),
          Map.entry("relance.replies.oauth.scope", ""),
          Map.entry("relance.replies.oauth.refresh", ""),
          Map.entry("relance.replies.folder", "INBOX"),
          Map.entry("relance.replies.done", ""),
          Map.entry("relance.replies.cron", "0 * * * * ?"),
          Map.entry("relance.replies.remind.days", "5"),
          Map.entry("relance.outbox.lease.seconds", "300"),
          Map.entry("relance.sweep.every.hours", "24"),
          Map.entry("relance.guard.vanish.percent", "20"),
          Map.entry("relance.guard.vanish.least", "10"),
          Map.entry("relance.guard.gone.percent", "1"),
          Map.entry("relance.guard.gone.least", "3"),
          Map.entry("relance.guard.ledger.age.hours", "26"),
          Map.entry("relance.guard.surge.first", "50"),
          Map.entry("relance.guard.surge.factor", "3"),
          Map.entry("relance.guard.surge.floor", "50"),
          Map.entry("relance.dunning.cron", "0 0 8 ? * MON-FRI"),
          Map.entry("relance.act.stale.days", "5"),
          Map.entry("relance.hooks.host", "127.0.0.1"),
          Map.entry("relance.hooks.port", "0"),
          Map.entry("relance.hooks.token", ""),
          Map.entry("relance.hooks.debounce.seconds", "30"),
          Map.entry("relance.hooks.most.per.second", "20"),
          Map.entry("relance.receipts.token", ""),
          Map.entry("relance.tracking.url", ""),
          Map.entry("relance.tracking.consent", ""),
          Map.entry("relance.tracking.keep.days", "90"),
          Map.entry("relance.task.assignee", "manager"),
          Map.entry("relance.task.webhook", ""),
          Map.entry("relance.task.secret", ""),
          Map.entry("relance.task.contacts", "20"),
          Map.entry("relance.alert.to", ""),
          Map.entry("relance.alert.webhook", ""),
          Map.entry("relance.receipts.url", ""),
          Map.entry("relance.sms.url", "http://127.0.0.1:13013/cgi-bin/sendsms"),
          Map.entry("relance.sms.user", ""),
          Map.entry("relance.sms.password", ""),
          Map.entry("relance.sms.from", ""),
          Map.entry("relance.sms.auth", ""),
          Map.entry("relance.sms.id", "/id"),
          Map.entry("relance.sms.segments.most", "2"),
          Map.entry("relance.sms.fold", "yes"),
          Map.entry("relance.events.keep.hours", "72"));

  private static final Pattern PLACEHOLDER =
      Pattern.compile("\\{\\{(env|file):([^:}]+)(?::([^}]*))?}}");
  private static final Pattern NAMED =
      Pattern.compile("relance\\.(source|events)\\.([^.]+)\\.(.+)");
  private static final Pattern MERGE = Pattern.compile("relance\\.merge\\.[a-z][a-z0-9-]*");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");
  private static final Pattern KEY_LINE = Pattern.compile("\\s*([^#!\\s=:][^\\s=:]*)\\s*[=:].*");

  private final Path file;
  private final SortedMap<String, String> values;
  private final Map<String, Integer> lines;

  private Settings(Path file, SortedMap<String, String> values, Map<String, Integer> lines) {
    this.file = file;
    this.values = values;
    this.lines = lines;
  }

  /**
   * Reads the file.
   *
   * @throws Mistakes with every unknown key, unset variable and missing secret file in it
   */
  public static Settings read(Path file, Map<String, String> environment) {
    List<Mistake> found = new ArrayList<>();
    Settings settings = look(file, environment, found);
    Mistakes.throwIfAny(found);
    return settings;
  }

  /**
   * Reads what can be read, for whoever looks on after a mistake: an unset variable is empty, a
   * number that is none stands as if it were not given.
   *
   * @param found takes what {@link #read} would throw
   */
  public static Settings look(Path file, Map<String, String> environment, List<Mistake> found) {
    if (!Files.isRegularFile(file)) {
      found.add(
          new Mistake(
              file.toString(),
              0,
              "there is no such file",
              "name a home with --home DIR, or create this file"));
      return new Settings(file, new TreeMap<>(), Map.of());
    }
    String text = text(file);
    Map<String, Integer> lines = lines(file, text, found);
    SortedMap<String, String> values = new TreeMap<>();
    Properties raw = properties(text);
    for (String key : raw.stringPropertyNames()) {
      int line = lines.getOrDefault(key, 0);
      checkKey(file, line, key, found);
      values.put(key, resolve(file, line, raw.getProperty(key).strip(), environment, found));
    }
    Settings settings = new Settings(file, values, lines);
    settings.checkNumbers(found);
    found.addAll(new Doors(settings).mistakes());
    found.addAll(new Companies(settings, settings.home()).mistakes());
    found.addAll(new Mailing(settings, settings.home()).mistakes());
    found.addAll(new Reporting(settings).mistakes());
    found.addAll(new Centre(settings).mistakes());
    found.addAll(new Answers(settings, settings.home()).mistakes());
    found.addAll(new Printing(settings).mistakes());
    found.addAll(new Traces(settings, file.toAbsolutePath().getParent()).mistakes());
    return settings;
  }

  private Path home() {
    return file.toAbsolutePath().getParent();
  }

  /** The value, or what stands when it is not given; throws when the key is none of ours. */
  public String get(String key) {
    String value = values.getOrDefault(key, KNOWN.get(key));
    if (value == null) {
      throw new IllegalArgumentException("no setting " + key);
    }
    return value;
  }

  /** From now on it stands as if it were not given. */
  void forget(String key) {
    values.remove(key);
  }

  /** The value as a number; checked when the file was read. */
  public int number(String key) {
    return Integer.parseInt(get(key));
  }

  /** The value when the file gives one. */
  public Optional<String> find(String key) {
    return Optional.ofNullable(values.get(key)).filter(value -> !value.isEmpty());
  }

  /** Names of the sources: relance.source.NAME.connector and their parameters. */
  public List<String> sources() {
    return names("source");
  }

  /** Names of those who are told what happens: relance.events.NAME.url and their parameters. */
  public List<String> subscribers() {
    return names("events");
  }

  private List<String> names(String kind) {
    TreeSet<String> names = new TreeSet<>();
    for (String key : values.keySet()) {
      Matcher matcher = NAMED.matcher(key);
      if (matcher.matches() && matcher.group(1).equals(kind) && !KNOWN.containsKey(key)) {
        names.add(matcher.group(2));
      }
    }
    return List.copyOf(names);
  }

  /** Every parameter of one source, its {@code connector} and {@code companies} among them. */
  public Map<String, String> source(String name) {
    return below("relance.source." + name + ".");
  }

  /** Every parameter of one subscriber: {@code url}, {@code secret}, {@code types}. */
  public Map<String, String> subscriber(String name) {
    return below("relance.events." + name + ".");
  }

  /**
   * What is said of one company apart from its ERP, by word: from, from-name, reply-to, logo,
   * signatory, executive …
   *
   * @param path SOURCE/KEY
   */
  public Map<String, String> company(String path) {
    return new Companies(this, home()).of(path);
  }

  /**
   * How the gateway of that channel reports what became of messages: id, status, detail (where they
   * stand), accepted, delivered, failed, expired (its words, separated by commas).
   */
  public Map<String, String> receipts(String channel) {
    return new Reporting(this).of(channel);
  }

  Map<String, String> below(String prefix) {
    Map<String, String> parameters = new TreeMap<>();
    values
        .tailMap(prefix)
        .forEach(
            (key, value) -> {
              if (key.startsWith(prefix)) {
                parameters.put(key.substring(prefix.length()), value);
              }
            });
    return parameters;
  }

  /** All values with the defaults of those not given, for Camel's placeholders. */
  public SortedMap<String, String> all() {
    SortedMap<String, String> all = new TreeMap<>(KNOWN);
    all.putAll(values);
    return all;
  }

  /** A mistake at the line of this key. */
  public Mistake mistake(String key, String what, String remedy) {
    return new Mistake(file.getFileName().toString(), lines.getOrDefault(key, 0), what, remedy);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties properties(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  private static Map<String, Integer> lines(Path file, String text, List<Mistake> found) {
    Map<String, Integer> lines = new HashMap<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      Matcher matcher = KEY_LINE.matcher(line);
      if (matcher.matches()) {
        Integer first = lines.put(matcher.group(1), number);
        if (first != null) {
          found.add(
              new Mistake(
                  name(file),
                  number,
                  matcher.group(1) + " stands twice",
                  "it is already on line " + first));
        }
      }
    }
    return lines;
  }

  private static void checkKey(Path file, int line, String key, List<Mistake> found) {
    Matcher named = NAMED.matcher(key);
    if (KNOWN.containsKey(key) || !key.startsWith("relance.")) {
      return;
    }
    if (named.matches()) {
      if (!NAME.matcher(named.group(2)).matches()) {
        String what = named.group(1).equals("source") ? "a source" : "a subscriber";
        found.add(
            new Mistake(
                name(file),
                line,
                what + " cannot be called '" + named.group(2) + "'",
                "use a-z, 0-9 and -"));
      }
    } else if (!MERGE.matcher(key).matches()
        && !key.startsWith(Companies.PREFIX)
        && !key.matches("relance\\.receipts\\.[a-z][a-z0-9-]*\\.[a-z]+")) {
      found.add(
          new Mistake(
              name(file),
              line,
              "unknown setting " + key,
              "did you mean " + Nearest.of(key, KNOWN.keySet()) + "?"));
    }
  }

  private void checkNumbers(List<Mistake> found) {
    KNOWN.forEach(
        (key, standing) -> {
          if (standing.matches("\\d+") && !get(key).matches("\\d{1,9}")) {
            found.add(
                mistake(
                    key,
                    key + " is not a whole number: " + get(key),
                    "give digits only, for example " + standing));
            values.remove(key);
          } else if (key.endsWith(".percent") && number(key) > 100) {
            found.add(
                mistake(key, key + " is " + get(key), "give 0 to 100, for example " + standing));
          }
        });
  }

  private static String resolve(
      Path file, int line, String value, Map<String, String> environment, List<Mistake> found) {
    Matcher matcher = PLACEHOLDER.matcher(value);
    StringBuilder resolved = new StringBuilder();
    while (matcher.find()) {
      String text =
          matcher.group(1).equals("env")
              ? variable(file, line, matcher, environment, found)
              : secretFile(file, line, matcher.group(2), found);
      matcher.appendReplacement(resolved, Matcher.quoteReplacement(text));
    }
    return matcher.appendTail(resolved).toString();
  }

  private static String variable(
      Path file, int line, Matcher matcher, Map<String, String> environment, List<Mistake> found) {
    String value = environment.getOrDefault(matcher.group(2), matcher.group(3));
    if (value == null) {
      found.add(
          new Mistake(
              name(file),
              line,
              "the environment has no variable " + matcher.group(2),
              "export it before starting"));
      return "";
    }
    return value;
  }

  private static String secretFile(Path file, int line, String path, List<Mistake> found) {
    Path secret = file.toAbsolutePath().resolveSibling(path);
    try {
      return Files.readString(secret).strip();
    } catch (IOException e) {
      found.add(
          new Mistake(
              name(file), line, "cannot read " + secret, "create it, readable by this user only"));
      return "";
    }
  }

  private static String name(Path file) {
    return file.getFileName().toString();
  }
}
