package io.relance.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What the settings say of those outside: who may knock (hooks), who is told (events). */
final class Doors {
  /** What can be told; src/docs/events.md. */
  private static final Set<String> TYPES =
      new TreeSet<>(Set.of("decided", "sent", "failed", "paid", "promise", "dispute"));

  private static final Set<String> PARAMETERS = new TreeSet<>(Set.of("url", "secret", "types"));
  private static final int SHORTEST = 24;
  private static final String MAKE =
      "make one, for example with: openssl rand -base64 32; and put it in the environment or a file";

  private final Settings settings;
  private final List<Mistake> found = new ArrayList<>();

  Doors(Settings settings) {
    this.settings = settings;
  }

  /** Every mistake in them, with its line. */
  List<Mistake> mistakes() {
    int port = settings.number("relance.hooks.port");
    if (port > 65_535) {
      mistake("relance.hooks.port", "there is no port " + port, "give 1 to 65535; 0 = closed");
    }
    if (port != 0 && settings.get("relance.hooks.token").isEmpty()) {
      mistake(
          "relance.hooks.port",
          "relance.hooks.port is open, but relance.hooks.token is not set",
          MAKE);
    } else if (port != 0) {
      secret("relance.hooks.token", settings.get("relance.hooks.token"));
    }
    settings.subscribers().forEach(this::subscriber);
    return found;
  }

  private void subscriber(String name) {
    Map<String, String> given = settings.subscriber(name);
    String prefix = "relance.events." + name + ".";
    secret(prefix + "secret", given.getOrDefault("secret", ""));
    url(prefix + "url", given.getOrDefault("url", ""));
    types(prefix + "types", given.getOrDefault("types", ""));
    for (String parameter : given.keySet()) {
      if (!PARAMETERS.contains(parameter)) {
        mistake(
            prefix + parameter,
            "a subscriber has no parameter " + parameter,
            "did you mean " + Nearest.of(parameter, PARAMETERS) + "? It knows " + PARAMETERS);
      }
    }
  }

  private void secret(String key, String value) {
    if (value.length() < SHORTEST) {
      String what = value.isEmpty() ? " is not set" : " is shorter than " + SHORTEST + " letters";
      mistake(key, key + what, MAKE);
    }
  }

  private void url(String key, String value) {
    if (!callable(value)) {
      mistake(
          key,
          key + " is no address that can be called",
          "give http:// or https://, a host and a path; no user, no password, no fragment");
    }
  }

  private static boolean callable(String value) {
    try {
      URI uri = new URI(value);
      return Set.of("http", "https").contains(String.valueOf(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private void types(String key, String value) {
    for (String type : value.split(",")) {
      if (!TYPES.contains(type.strip())) {
        mistake(
            key,
            key + " names '" + type.strip() + "', which never happens",
            "one or more of " + TYPES + ", separated by commas");
      }
    }
  }

  private void mistake(String key, String what, String remedy) {
    found.add(settings.mistake(key, what, remedy));
  }
}
