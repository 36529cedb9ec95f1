package io.relance.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The laws of route and connector files, among them what we owe to Camel 4.17's advisories (README,
 * "Camel and its advisories"). Each lists all offenders.
 */
class RouteLawsTest {
  /** Sources that stand inside the hub: what comes from them was cleaned where it entered. */
  private static final Set<String> INSIDE = Set.of("direct", "kamelet", "scheduler");

  private static final Set<String> BARRED =
      Set.of("imap", "imaps", "pop3", "pop3s", "exec", "jms", "language", "script");

  private static final List<Path> ROUTES = files("routes", ".camel.yaml");
  private static final List<Path> CONNECTORS = files("connectors", ".yaml");
  private static final List<Path> KAMELETS = files("src/main/resources/kamelets", ".kamelet.yaml");

  @Test
  void thereAreFiles() {
    assertThat(ROUTES).isNotEmpty();
    assertThat(CONNECTORS).isNotEmpty();
    assertThat(KAMELETS).isNotEmpty();
  }

  @Test
  void whatEntersIsStrippedOfEveryHeaderFirst() {
    assertThat(offenders(RouteLawsTest::entersUncleaned)).isEmpty();
  }

  @Test
  void httpCallsIgnoreHeadersThatNameAnotherHostAndFollowNoRedirect() {
    assertThat(offenders(RouteLawsTest::steerableCall)).isEmpty();
  }

  @Test
  void noEndpointIsNamedByAMessage() {
    assertThat(offenders(RouteLawsTest::namedByMessage)).isEmpty();
  }

  @Test
  void noBarredComponentIsUsed() {
    assertThat(offenders((file, node) -> BARRED.contains(scheme(uri(node))))).isEmpty();
  }

  @Test
  void mailIsNeverUnpackedIntoHeaders() {
    assertThat(offenders((file, node) -> node.containsKey("mimeMultipart"))).isEmpty();
  }

  @Test
  void routesAreNamedAfterTheirFileAndStayShort() {
    List<String> found = new ArrayList<>();
    for (Path file : ROUTES) {
      String name = file.getFileName().toString().replace(".camel.yaml", "");
      for (Map<?, ?> node : maps(load(file))) {
        if (node.get("route") instanceof Map<?, ?> route) {
          String id = String.valueOf(route.get("id"));
          if (!id.equals(name) && !id.startsWith(name + "-")) {
            found.add(file + ": route " + id + " is not named after its file");
          }
          if (maps(route).stream().filter(step -> step.containsKey("choice")).count() > 1) {
            found.add(file + ": route " + id + " has more than one choice");
          }
        }
      }
      if (text(file).lines().count() > 45) {
        found.add(file + ": longer than 45 lines");
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void everyRouteFileHasATestThatLoadsItAsShipped() {
    List<Path> tests = files("src/test/java/io/relance/routes", "Test.java");
    assertThat(ROUTES)
        .allSatisfy(
            file ->
                assertThat(tests)
                    .as("tests that name %s", file)
                    .anyMatch(test -> text(test).contains(named(file))));
  }

  private static String named(Path file) {
    return "routes/" + file.getFileName().toString().replace(".camel.yaml", "");
  }

  @Test
  void everyScheduleIsNamedAfterItsRoute() {
    List<String> found = new ArrayList<>();
    for (Path file : ROUTES) {
      for (Map<?, ?> node : maps(load(file))) {
        if (node.get("route") instanceof Map<?, ?> route
            && route.get("from") instanceof Map<?, ?> from
            && scheme(uri(from)).equals("quartz")
            && !uri(from).equals("quartz:relance/" + route.get("id"))) {
          found.add(file + ": " + uri(from) + " should be quartz:relance/" + route.get("id"));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  private static boolean entersUncleaned(Path file, Map<?, ?> node) {
    if (!(node.get("from") instanceof Map<?, ?> from) || INSIDE.contains(scheme(uri(from)))) {
      return false;
    }
    return !(from.get("steps") instanceof List<?> steps
        && steps.get(0) instanceof Map<?, ?> first
        && first.get("removeHeaders") instanceof Map<?, ?> removed
        && "*".equals(removed.get("pattern")));
  }

  private static boolean steerableCall(Path file, Map<?, ?> node) {
    for (String step : List.of("to", "toD")) {
      if (node.containsKey(step) && speaksHttp(target(node.get(step)))) {
        Map<?, ?> options = options(node.get(step));
        return !Boolean.TRUE.equals(options.get("bridgeEndpoint"))
            || !Boolean.FALSE.equals(options.get("followRedirects"));
      }
    }
    return false;
  }

  private static boolean namedByMessage(Path file, Map<?, ?> node) {
    String target = node.containsKey("toD") ? target(node.get("toD")) : "";
    return target.matches("\\$\\{(header|body|variable).*");
  }

  private static boolean speaksHttp(String uri) {
    return uri.startsWith("http:") || uri.startsWith("https:") || uri.matches("[$]?\\{.*");
  }

  private static String target(Object step) {
    return step instanceof Map<?, ?> map ? uri(map) : String.valueOf(step);
  }

  private static Map<?, ?> options(Object step) {
    return step instanceof Map<?, ?> map && map.get("parameters") instanceof Map<?, ?> options
        ? options
        : Map.of();
  }

  private static String uri(Map<?, ?> node) {
    for (String step : List.of("uri", "to", "toD", "from", "wireTap", "enrich", "pollEnrich")) {
      Object value = node.get(step);
      if (value instanceof String text) {
        return text;
      }
      if (value instanceof Map<?, ?> map && map.get("uri") instanceof String text) {
        return text;
      }
    }
    return "";
  }

  private static String scheme(String uri) {
    return uri.replaceFirst(":.*", "");
  }

  private interface Law {
    boolean brokenBy(Path file, Map<?, ?> node);
  }

  private static List<String> offenders(Law law) {
    List<String> found = new ArrayList<>();
    Stream.of(ROUTES, CONNECTORS, KAMELETS)
        .flatMap(List::stream)
        .forEach(
            file -> {
              for (Map<?, ?> node : maps(load(file))) {
                if (law.brokenBy(file, node)) {
                  found.add(file + ": " + node);
                }
              }
            });
    return found;
  }

  /** Every mapping anywhere below. */
  private static List<Map<?, ?>> maps(Object node) {
    List<Map<?, ?>> found = new ArrayList<>();
    if (node instanceof Map<?, ?> map) {
      found.add(map);
      map.values().forEach(value -> found.addAll(maps(value)));
    } else if (node instanceof List<?> list) {
      list.forEach(value -> found.addAll(maps(value)));
    }
    return found;
  }

  private static Object load(Path file) {
    return new Load(LoadSettings.builder().build()).loadFromString(text(file));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(String folder, String ending) {
    try (Stream<Path> found = Files.walk(Path.of(folder))) {
      return found.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
