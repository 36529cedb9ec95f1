package io.relance.settings;

import io.relance.outbox.Channel;
import io.relance.policy.Reaches;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The channels of a home: each routes/send-NAME.camel.yaml takes its messages from
 * kamelet:outbox/NAME and says there whom they reach. Nothing else registers a channel.
 */
public final class ChannelFiles {
  private static final String KAMELET = "kamelet:outbox/";

  private ChannelFiles() {}

  /**
   * What stands there.
   *
   * @param channels by name
   */
  public record Found(Map<String, Channel> channels, List<Mistake> mistakes) {}

  /** Reads the folder routes of a home; a file that is no YAML is the loader's to refuse. */
  public static Found read(Path routes) {
    Map<String, Channel> channels = new TreeMap<>();
    List<Mistake> mistakes = new ArrayList<>();
    for (Path file : files(routes)) {
      String named = file.getFileName().toString();
      String name = named.substring("send-".length(), named.length() - ".camel.yaml".length());
      Map<?, ?> from = from(file, name);
      if (from.isEmpty()) {
        mistakes.add(
            new Mistake(
                "routes/" + named,
                0,
                "no route of this file takes its messages from " + KAMELET + name,
                "write uri: " + KAMELET + name + " below from:"));
      }
      channels.put(name, channel(name, from));
    }
    return new Found(channels, mistakes);
  }

  private static List<Path> files(Path routes) {
    try (Stream<Path> all = Files.list(routes)) {
      return all.filter(file -> file.getFileName().toString().matches("send-.+\\.camel\\.yaml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Channel channel(String name, Map<?, ?> from) {
    Map<?, ?> given = from.get("parameters") instanceof Map<?, ?> some ? some : Map.of();
    return new Channel(
        name,
        reaches(text(given, "reaches", "nobody")),
        text(given, "uncertain", "hold").equals("resend"),
        text(given, "words", name));
  }

  /** A word that is none of ours is refused by the kamelet itself when the file is loaded. */
  private static Reaches reaches(String word) {
    return Stream.of(Reaches.values())
        .filter(one -> one.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElse(Reaches.NOBODY);
  }

  private static String text(Map<?, ?> given, String key, String standing) {
    return given.containsKey(key) ? String.valueOf(given.get(key)) : standing;
  }

  /** The from: of the route that speaks of the channel; empty when there is none. */
  private static Map<?, ?> from(Path file, String name) {
    try {
      Object all = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      if (all instanceof List<?> routes) {
        return routes.stream()
            .map(ChannelFiles::from)
            .filter(from -> (KAMELET + name).equals(from.get("uri")))
            .findFirst()
            .orElse(Map.of());
      }
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (YamlEngineException e) {
      return Map.of();
    }
  }

  private static Map<?, ?> from(Object entry) {
    return entry instanceof Map<?, ?> one
            && one.get("route") instanceof Map<?, ?> route
            && route.get("from") instanceof Map<?, ?> from
        ? from
        : Map.of();
  }
}
