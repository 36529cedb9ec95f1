package io.relance.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How the gateway of a channel reports what became of messages: {@code
 * relance.receipts.CHANNEL.WORD}. What is not said is as Kannel says it.
 */
final class Reporting {
  static final String PREFIX = "relance.receipts.";
  private static final int SHORTEST = 24;

  /** Where things stand in a report, and the gateway's words for ours. */
  private static final Map<String, String> STANDS =
      new TreeMap<>(
          Map.of(
              "from", "from",
              "text", "text",
              "message", "message",
              "id", "id",
              "status", "status",
              "detail", "detail",
              "accepted", "accepted, queued, sending, sent, ACCEPTD, ENROUTE, 4, 8, 32",
              "delivered", "delivered, DELIVRD, 1",
              "failed", "failed, undelivered, rejected, UNDELIV, REJECTD, DELETED, 2, 16",
              "expired", "expired, EXPIRED"));

  private final Settings settings;
  private final List<Mistake> found = new ArrayList<>();

  Reporting(Settings settings) {
    this.settings = settings;
  }

  /** Every word of that channel. */
  Map<String, String> of(String channel) {
    Map<String, String> words = new TreeMap<>(STANDS);
    words.putAll(settings.below(PREFIX + channel + "."));
    return words;
  }

  /** Every unknown word, and a token that can be guessed. */
  List<Mistake> mistakes() {
    String token = settings.get(PREFIX + "token");
    if (!token.isEmpty() && token.length() < SHORTEST) {
      mistake(
          PREFIX + "token",
          "is shorter than " + SHORTEST + " letters",
          "make one, for example with: openssl rand -hex 24");
    }
    String url = settings.get(PREFIX + "url");
    if (!url.isEmpty() && (token.isEmpty() || !url.matches("https?://[^\\s?#]+[^/\\s?#]"))) {
      mistake(
          PREFIX + "url",
          token.isEmpty() ? "is set, but " + PREFIX + "token is not" : "is no address: " + url,
          "for example https://relance.example, without a slash at its end, and a token");
    }
    settings.below(PREFIX).keySet().forEach(this::check);
    return found;
  }

  private void check(String rest) {
    int dot = rest.indexOf('.');
    String word = rest.substring(dot + 1);
    if (dot > 0 && !STANDS.containsKey(word)) {
      mistake(
          PREFIX + rest,
          "is not known",
          "did you mean %s? A channel has %s"
              .formatted(Nearest.of(word, STANDS.keySet()), STANDS.keySet()));
    }
  }

  private void mistake(String key, String what, String remedy) {
    found.add(settings.mistake(key, key + " " + what, remedy));
  }
}
