package io.relance.notice;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every shipped template of what stays inside the house: its golden text, for one and many items.
 */
class InsideTemplatesTest {
  private static final Path SHIPPED = Path.of("templates");
  private static final Path GOLDEN = Path.of("src/test/resources/notices");
  private static final Set<String> INSIDE = Set.of("task", "phone", "warning", "alert");
  private final Templates templates = Templates.in(SHIPPED);

  static List<Path> words() throws IOException {
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      return files
          .filter(f -> f.getNameCount() == 4 && INSIDE.contains(f.getName(2).toString()))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("words")
  void rendersItsGoldenText(Path words) throws IOException {
    String language = words.getName(1).toString();
    String channel = words.getName(2).toString();
    String name = words.getFileName().toString().replace(".ftl", "");
    String many = text(channel, name, Dossiers.overdue(language, "Menuiserie Dupont & Fils"));
    String one = text(channel, name, Dossiers.single(language, "https://pay.example/1"));
    String all = many + "\n--- one\n" + one;
    Path golden = GOLDEN.resolve(language + "-" + channel + "-" + name + ".txt");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, all);
    }

    assertThat(all).isEqualTo(Files.readString(golden));
  }

  private String text(String channel, String name, Dossier dossier) throws IOException {
    Notice notice = templates.write(channel, name, dossier);
    if (!notice.parts().containsKey("json")) {
      return notice.subject() + "\n\n" + notice.text();
    }
    JsonNode task = new ObjectMapper().readTree(notice.parts().get("json"));
    return task.path("title").asText()
        + "\n"
        + task.path("assignee").asText("(nobody named)")
        + "\n\n"
        + task.path("note").asText();
  }

  @Test
  void whatTheErpSaysIsEscapedInANote() throws IOException {
    String note = text("phone", "call", Dossiers.overdue("fr", "<script>alert(1)</script>"));
    assertThat(note.substring(note.indexOf("\n\n"))).doesNotContain("<script>");
  }

  @Test
  void aWarningIsOneLine() {
    Dossier dossier = Dossiers.overdue("en", "Dupont\nDurand");
    assertThat(templates.write("warning", "overdue", dossier).text().strip().lines()).hasSize(1);
  }
}
