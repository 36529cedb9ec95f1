package io.relance.stories;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A requirement told in days. Only the date moves: the hub runs on every day between the first and
 * the last, and what a day does not name must not happen.
 *
 * @param settings lines of application.properties
 * @param policies names of shipped policies, or whole policy files as text
 */
record Story(ZoneId zone, List<String> settings, List<String> policies, List<Day> days) {
  private static final LocalTime MORNING = LocalTime.of(8, 0);

  /**
   * One run of the hub.
   *
   * @param given what the ERP holds from this moment on, or what a person does before the run
   * @param sent exactly what leaves
   * @param again exactly what leaves when the hub runs a second time at the same moment
   * @param why reasons of accounts, by debtor
   * @param markers markers in the ERP, by debtor; "none"
   * @param lots acts planned by one commit each; empty = whatever
   * @param alerts kinds of those that stand; null = whatever
   * @param told by the story; else a day between two that are
   * @param run what became of the run; empty = whatever
   */
  record Day(
      Instant at,
      List<Map<String, Object>> given,
      List<Map<String, Object>> sent,
      List<Map<String, Object>> again,
      Map<String, Object> why,
      Map<String, Object> markers,
      List<Integer> lots,
      @Nullable List<String> alerts,
      String run,
      boolean told) {}

  static Story read(Path file) {
    try {
      var map =
          (Map<?, ?>)
              new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
      return of(map);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Story of(Map<?, ?> story) {
    refuseUnknown(story, List.of("company", "settings", "policies", "days"));
    var zone =
        ZoneId.of(String.valueOf(map(story, "company").getOrDefault("zone", "Europe/Paris")));
    var days = new ArrayList<Day>();
    for (var told : list(story, "days")) {
      var day = day(told, zone);
      if (!days.isEmpty()) {
        quiet(days, days.get(days.size() - 1).at(), day.at(), zone);
      }
      days.add(day);
    }
    return new Story(zone, texts(story, "settings"), texts(story, "policies"), days);
  }

  /** The days between two that are told: the hub runs, and nothing leaves. */
  private static void quiet(List<Day> days, Instant from, Instant to, ZoneId zone) {
    var end = to.atZone(zone).toLocalDate();
    var day = from.atZone(zone).toLocalDate().plusDays(1);
    for (; day.isBefore(end); day = day.plusDays(1)) {
      days.add(
          new Day(
              at(day, zone),
              List.of(),
              List.of(),
              List.of(),
              Map.of(),
              Map.of(),
              List.of(),
              null,
              "",
              false));
    }
  }

  private static Day day(Map<String, Object> told, ZoneId zone) {
    refuseUnknown(
        told,
        List.of("on", "at", "given", "sent", "again", "why", "markers", "lots", "alerts", "run"));
    var at =
        told.containsKey("at")
            ? Instant.parse(String.valueOf(told.get("at")))
            : at(LocalDate.parse(String.valueOf(told.get("on"))), zone);
    return new Day(
        at,
        list(told, "given"),
        list(told, "sent"),
        list(told, "again"),
        map(told, "why"),
        map(told, "markers"),
        numbers(told),
        told.containsKey("alerts") ? texts(told, "alerts") : null,
        String.valueOf(told.getOrDefault("run", "")),
        true);
  }

  private static Instant at(LocalDate day, ZoneId zone) {
    return day.atTime(MORNING).atZone(zone).toInstant();
  }

  private static void refuseUnknown(Map<?, ?> map, List<String> known) {
    for (var key : map.keySet()) {
      if (!known.contains(key)) {
        throw new IllegalArgumentException("a story has no '" + key + "'");
      }
    }
  }

  private static List<Integer> numbers(Map<?, ?> told) {
    return told.get("lots") instanceof List<?> lots
        ? lots.stream().map(Integer.class::cast).toList()
        : List.of();
  }

  private static List<String> texts(Map<?, ?> map, String key) {
    return map.get(key) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Map<?, ?> map, String key) {
    var list = map.get(key);
    return list == null ? List.of() : (List<Map<String, Object>>) list;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Map<?, ?> map, String key) {
    var inner = map.get(key);
    return inner == null ? Map.of() : (Map<String, Object>) inner;
  }
}
