package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.command.Desk;
import io.relance.kit.Scaffold;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tutorial in connectors/README.md, done step by step as a reader does it. */
class TutorialTest {
  private static final Path REPOSITORY = Path.of("").toAbsolutePath();
  private static final Path README = Path.of("connectors/README.md");

  /** A fenced block, and before it the file's name where it is one. */
  private static final Pattern BLOCK =
      Pattern.compile("(?:`(connectors/[^`]+)`:\n\n)?```(\\w+)\n(.*?)```\n", Pattern.DOTALL);

  @TempDir Path root;
  private final List<String> said = new ArrayList<>();

  @Test
  void itsStepsMakeAConnectorThatKeepsEveryLawAndReadsTheRealOne() throws IOException {
    try (Hanneton erp = Hanneton.start()) {
      TestHome home = TestHome.in(root).settings("relance.db.url=" + TestDatabase.freshUrl());
      Matcher block = tutorial();
      while (block.find()) {
        step(home, block, erp);
      }
    }
    assertThat(said).hasSize(3);
    assertThat(said.get(0)).contains("0 law(s) broken").contains("has no recheck: ");
    assertThat(said.get(1)).contains("0 law(s) broken", "has no task: ", "has no document: ");
    assertThat(said.get(2)).contains("acme/1, the first 10 items", "F-101", "item=12");
  }

  private void step(TestHome home, Matcher block, Hanneton erp) throws IOException {
    String file = block.group(1);
    String text = block.group(3);
    if (file != null) {
      Path target = root.resolve(file);
      Files.createDirectories(target.getParent());
      Files.writeString(target, text);
    } else if (block.group(2).equals("sh")) {
      text.lines().forEach(this::run);
    } else {
      home.settings(
          text.replace("https://hanneton.example", erp.url()).replace("YOUR-KEY", Hanneton.KEY));
    }
  }

  private void run(String line) {
    assertThat(line).startsWith("./relance ");
    List<String> words = new ArrayList<>(List.of(line.replace("./relance ", "").split(" ")));
    words.addAll(List.of("--home", root.toString()));
    StringWriter out = new StringWriter();
    PrintWriter printer = new PrintWriter(out, true);
    Desk desk = new Desk(Clock.systemUTC(), Map.of(), printer, REPOSITORY);
    int exit = Relance.line(desk).setErr(printer).execute(words.toArray(String[]::new));
    assertThat(exit).as("%s said %s", line, out).isZero();
    said.add(out.toString());
  }

  @Test
  void whatItShowsIsWhatANewConnectorIs() throws IOException {
    Scaffold.make(root, "hanneton");
    Matcher block = tutorial();
    int files = 0;
    while (block.find()) {
      if (block.group(1) != null) {
        files++;
        assertThat(root.resolve(Path.of("connectors").relativize(Path.of(block.group(1)))))
            .hasContent(block.group(3));
      }
    }
    assertThat(files).isEqualTo(16);
  }

  private static Matcher tutorial() throws IOException {
    String text = Files.readString(README);
    return BLOCK.matcher(text.substring(text.indexOf("## Tutorial: a connector in files only")));
  }
}
