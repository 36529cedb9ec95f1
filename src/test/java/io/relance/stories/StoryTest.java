package io.relance.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Each file under scenarios/ is one test, and its name is the requirement. */
class StoryTest {
  private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> stories() throws IOException {
    var only = System.getProperty("story", "");
    var files =
        Files.list(SCENARIOS).filter(file -> file.toString().contains(only)).sorted().toList();
    assertThat(files).isNotEmpty();
    return files.stream().map(file -> DynamicTest.dynamicTest(title(file), () -> tell(file)));
  }

  private static String title(Path file) {
    return file.getFileName().toString().replace(".yaml", "").replace('-', ' ');
  }

  private void tell(Path file) {
    var story = Story.read(file);
    try (Street street = new RealStreet(story, folder.resolve(file.getFileName()))) {
      for (var day : story.days()) {
        tell(day, LocalDate.ofInstant(day.at(), story.zone()), street);
      }
    }
  }

  private static void tell(Story.Day day, LocalDate date, Street street) {
    street.moveTo(day.at());
    day.given().forEach(street::given);
    compare(date, day.sent(), street.run());
    if (day.told()) {
      tellMore(day, date, street);
    }
  }

  private static void tellMore(Story.Day day, LocalDate date, Street street) {
    if (!day.lots().isEmpty()) {
      assertThat(street.lots()).as("lots on %s", date).isEqualTo(day.lots());
    }
    compare(date, day.again(), street.run());
    if (!day.run().isEmpty()) {
      assertThat(street.lastRun()).as("the run of %s", date).isEqualTo(day.run());
    }
    if (day.alerts() != null) {
      assertThat(street.alerts()).as("alerts on %s", date).isEqualTo(day.alerts());
    }
    day.why()
        .forEach(
            (who, why) ->
                assertThat(street.reasons()).as("on %s", date).containsEntry(who, why.toString()));
    if (!day.markers().isEmpty()) {
      var markers = street.markers();
      day.markers()
          .forEach(
              (who, marker) ->
                  assertThat(markers.getOrDefault(who, "none"))
                      .as("marker of %s on %s", who, date)
                      .isEqualTo(marker));
    }
  }

  /** Exactly these messages; items and addresses are compared where the story names them. */
  private static void compare(
      LocalDate date, List<Map<String, Object>> told, List<Street.Sent> sent) {
    assertThat(sent.stream().map(one -> line(one.to(), one.level(), one.asks(), one.by())).sorted())
        .as("what leaves on %s", date)
        .containsExactlyElementsOf(
            told.stream().flatMap(StoryTest::each).map(StoryTest::line).sorted().toList());
    for (var one : told) {
      if (one.get("items") instanceof List<?> items) {
        var keys = new TreeSet<>(items.stream().map(Object::toString).toList());
        assertThat(sent).as("items on %s", date).anyMatch(act -> act.items().equals(keys));
      }
      if (one.containsKey("address")) {
        assertThat(sent)
            .as("addresses on %s", date)
            .anyMatch(act -> act.address().equals(one.get("address")));
      }
    }
  }

  /** An entry with "many" stands for that many debtors, NAME-001 and so on. */
  private static Stream<Map<String, Object>> each(Map<String, Object> one) {
    if (!one.containsKey("many")) {
      return Stream.of(one);
    }
    int many = (Integer) one.get("many");
    return Stream.iterate(1, i -> i <= many, i -> i + 1)
        .map(
            i ->
                Map.of(
                    "to", "%s-%03d".formatted(one.get("to"), i),
                    "level", one.get("level"),
                    "asks", one.get("asks")));
  }

  private static String line(Map<String, Object> one) {
    return line(
        text(one, "to"),
        text(one, "level"),
        text(one, "asks"),
        String.valueOf(one.getOrDefault("by", "email")));
  }

  private static String line(String to, String level, String asks, String by) {
    String amount = new BigDecimal(asks).setScale(2).toPlainString();
    return to + ": " + level + " by " + by + " asks " + amount;
  }

  private static String text(Map<String, Object> map, String key) {
    return String.valueOf(map.get(key));
  }
}
