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
import java.util.Optional;
import java.util.OptionalInt;
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
  private static final List<String> REACHES = List.of("nobody", "email", "mobile", "post");
  private static final List<String> UNCERTAIN = List.of("hold", "resend");
  private static final List<String> SERVICES = List.of(Channel.STANDARD, "registered");

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
      Map<?, ?> route = route(file, name);
      Map<?, ?> given = map(map(route, "from"), "parameters");
      List<String[]> wrong = wrong(name, route, given);
      wrong.forEach(w -> mistakes.add(new Mistake("routes/" + named, 0, w[0], w[1])));
      channels.put(name, channel(name, given));
    }
    return new Found(channels, mistakes);
  }

  /** What is wrong with it, each with its remedy. */
  private static List<String[]> wrong(String name, Map<?, ?> route, Map<?, ?> given) {
    List<String[]> wrong = new ArrayList<>();
    if (route.isEmpty()) {
      wrong.add(
          new String[] {
            "no route of this file takes its messages from " + KAMELET + name,
            "write uri: " + KAMELET + name + " below from:"
          });
    } else if (!("send-" + name).equals(route.get("id"))) {
      wrong.add(new String[] {"the route that sends has another id", "write id: send-" + name});
    }
    word(given, "reaches", REACHES).ifPresent(wrong::add);
    word(given, "uncertain", UNCERTAIN).ifPresent(wrong::add);
    word(given, "service", SERVICES).ifPresent(wrong::add);
    if (senders(given).isEmpty()) {
      wrong.add(
          new String[] {
            "senders cannot be '" + given.get("senders") + "'",
            "a number from 1 to " + Channel.MOST_SENDERS
          });
    }
    if (stops(route)) {
      wrong.add(
          new String[] {
            "a stop loses what the other side answered", "end the route with a filter instead"
          });
    }
    return wrong;
  }

  private static Optional<String[]> word(Map<?, ?> given, String key, List<String> known) {
    String word = text(given, key, known.get(0));
    return known.contains(word)
        ? Optional.empty()
        : Optional.of(
            new String[] {key + " cannot be '" + word + "'", "one of " + String.join(", ", known)});
  }

  private static boolean stops(Object node) {
    if (node instanceof Map<?, ?> map) {
      return map.containsKey("stop") || map.values().stream().anyMatch(ChannelFiles::stops);
    }
    return node instanceof List<?> list && list.stream().anyMatch(ChannelFiles::stops);
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

  private static Channel channel(String name, Map<?, ?> given) {
    String reaches = text(given, "reaches", "nobody");
    return new Channel(
        name,
        REACHES.contains(reaches)
            ? Reaches.valueOf(reaches.toUpperCase(Locale.ROOT))
            : Reaches.NOBODY,
        text(given, "uncertain", "hold").equals("resend"),
        text(given, "words", name),
        text(given, "service", Channel.STANDARD),
        senders(given).orElse(Channel.SENDERS));
  }

  /** Empty = what is given is no number of senders. */
  private static OptionalInt senders(Map<?, ?> given) {
    String text = text(given, "senders", String.valueOf(Channel.SENDERS));
    boolean good = text.matches("[1-9]\\d?") || text.equals(String.valueOf(Channel.MOST_SENDERS));
    return good ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  private static String text(Map<?, ?> given, String key, String standing) {
    return given.containsKey(key) ? String.valueOf(given.get(key)) : standing;
  }

  /** The route that speaks of the channel; empty when there is none. */
  private static Map<?, ?> route(Path file, String name) {
    try {
      Object all = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      if (all instanceof List<?> routes) {
        for (Object one : routes) {
          Map<?, ?> route = map(one, "route");
          if ((KAMELET + name).equals(map(route, "from").get("uri"))) {
            return route;
          }
        }
      }
      return Map.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (YamlEngineException e) {
      return Map.of();
    }
  }

  private static Map<?, ?> map(Object node, String key) {
    return node instanceof Map<?, ?> map && map.get(key) instanceof Map<?, ?> inner
        ? inner
        : Map.of();
  }
}
