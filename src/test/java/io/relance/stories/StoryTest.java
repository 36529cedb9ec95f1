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

/** Each file under scenarios/ is one test, and its name is the requirement. */
class StoryTest {
  private static final Path SCENARIOS = Path.of("src/test/resources/scenarios");

  @TestFactory
  Stream<DynamicTest> stories() throws IOException {
    var files = Files.list(SCENARIOS).sorted().toList();
    assertThat(files).isNotEmpty();
    return files.stream().map(file -> DynamicTest.dynamicTest(title(file), () -> tell(file)));
  }

  private static String title(Path file) {
    return file.getFileName().toString().replace(".yaml", "").replace('-', ' ');
  }

  private static void tell(Path file) {
    var story = Story.read(file);
    try (Street street = new PaperStreet(story)) {
      for (var day : story.days()) {
        day.given().forEach(street::given);
        var date = LocalDate.ofInstant(day.at(), story.zone());
        compare(date, day.sent(), street.run(day.at()));
        assertThat(street.run(day.at())).as("a second run on %s", date).isEmpty();
        day.why()
            .forEach(
                (who, why) ->
                    assertThat(street.reasons())
                        .as("on %s", date)
                        .containsEntry(who, why.toString()));
        day.markers()
            .forEach(
                (who, marker) ->
                    assertThat(street.markers().getOrDefault(who, "none"))
                        .as("marker of %s on %s", who, date)
                        .isEqualTo(marker));
      }
    }
  }

  /** Exactly these messages; items are compared where the story names them. */
  private static void compare(
      LocalDate date, List<Map<String, Object>> told, List<Street.Sent> sent) {
    assertThat(sent.stream().map(one -> line(one.to(), one.level(), one.asks())).sorted())
        .as("what leaves on %s", date)
        .containsExactlyElementsOf(
            told.stream()
                .map(one -> line(text(one, "to"), text(one, "level"), text(one, "asks")))
                .sorted()
                .toList());
    for (var one : told) {
      if (one.get("items") instanceof List<?> items) {
        var keys = new TreeSet<>(items.stream().map(Object::toString).toList());
        assertThat(sent).as("items on %s", date).anyMatch(act -> act.items().equals(keys));
      }
    }
  }

  private static String line(String to, String level, String asks) {
    return to + ": " + level + " asks " + new BigDecimal(asks).setScale(2).toPlainString();
  }

  private static String text(Map<String, Object> map, String key) {
    return String.valueOf(map.get(key));
  }
}
