package io.relance.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
  private static final Pattern ROW =
      Pattern.compile("\\| `(relance\\.[a-z.]+)` \\| (?:`(.*?)` )?\\|");
  @TempDir Path home;

  private Settings read(String... lines) throws IOException {
    Path file = Files.write(home.resolve("application.properties"), java.util.List.of(lines));
    return Settings.read(file, Map.of());
  }

  @Test
  void everySettingIsDocumentedWithWhatStands() throws IOException {
    var documented = new TreeMap<String, String>();
    ROW.matcher(Files.readString(Path.of("src/docs/settings.md")))
        .results()
        .forEach(row -> documented.put(row.group(1), row.group(2) == null ? "" : row.group(2)));
    assertThat(documented).isEqualTo(read().all());
  }

  @Test
  void aShareIsAPercentage() {
    assertThatThrownBy(
            () -> read("", "relance.guard.vanish.percent=200", "relance.guard.gone.percent=x"))
        .isInstanceOf(Mistakes.class)
        .hasMessageContaining("application.properties:2: relance.guard.vanish.percent is 200")
        .hasMessageContaining("relance.guard.gone.percent is not a whole number: x");
  }
}
