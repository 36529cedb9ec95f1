package io.relance.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.outbox.LetterName;
import io.relance.outbox.Receipt;
import io.relance.outbox.Undelivered;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever was done before the hub was killed, done again it is one file and one line. */
class PrintFolderTest {
  private static final LetterName NAMES = new LetterName("{date}-{debtor}-{level}-{act}.pdf");
  private static final String NAME = "2026-07-07-C1-Firm-1.pdf";
  @TempDir Path folder;

  private PrintFolder folder() {
    return new PrintFolder(folder, NAMES);
  }

  private static Map<String, String> facts(int act) {
    return Map.of(
        "act",
        String.valueOf(act),
        "key",
        "hub-" + act,
        "date",
        "2026-07-07",
        "debtor",
        "C1",
        "level",
        "Firm",
        "debtorName",
        "Dupont, \"Fils\"",
        "to",
        "Dupont\n1 rue\n69003 LYON");
  }

  private static byte[] pdf(int act) {
    return ("%PDF " + act).getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(f -> f.getFileName().toString())
          .filter(f -> !f.equals(".lock"))
          .sorted()
          .toList();
    }
  }

  private Path manifest() {
    return folder.resolve("letters-2026-07-07.csv");
  }

  private void onceInTheFolder() throws IOException {
    assertThat(files()).containsExactly(NAME, "letters-2026-07-07.csv");
    assertThat(folder.resolve(NAME)).hasBinaryContent(pdf(1));
    assertThat(Files.readAllLines(manifest()))
        .hasSize(2)
        .element(1)
        .asString()
        .startsWith("hub-1,1," + NAME + ",")
        .contains("\"Dupont, \"\"Fils\"\"\"", "1 rue,69003 LYON,,,,");
  }

  @Test
  void aLetterIsOneFileAndOneLine() throws IOException {
    assertThat(folder().put(facts(1), pdf(1))).isEqualTo(NAME);
    onceInTheFolder();
  }

  @Test
  void aNameIsNoFormulaAndAnAddressIsWhole() throws IOException {
    Map<String, String> facts = new HashMap<>(facts(1));
    facts.put("debtorName", "=HYPERLINK(1)");
    facts.put("asked", "-12.50");
    facts.put("to", "1\n2\n3\n4\n5\n6\n7\n8\n9");
    folder().put(facts, pdf(1));
    assertThat(Files.readString(manifest()))
        .contains(",'=HYPERLINK(1),", ",-12.50,", "5,6,\"7, 8, 9\"");
  }

  @Test
  void doneAgainNothingChanges() throws IOException {
    folder().put(facts(1), pdf(1));
    assertThat(folder().put(facts(1), pdf(1))).isEqualTo(NAME + ", there already");
    onceInTheFolder();
  }

  @Test
  void killedWhileItWasWritten() throws IOException {
    Files.write(folder.resolve("." + NAME + ".part"), new byte[] {'%'});
    folder().put(facts(1), pdf(1));
    onceInTheFolder();
  }

  @Test
  void killedWhileItWasEntered() throws IOException {
    folder().put(facts(1), pdf(1));
    Files.move(folder.resolve(NAME), folder.resolve("." + NAME + ".part"));
    String whole = Files.readString(manifest());
    for (int cut = 1; cut < whole.length(); cut += 7) {
      Files.deleteIfExists(folder.resolve(NAME));
      Files.write(folder.resolve("." + NAME + ".part"), pdf(1));
      Files.writeString(manifest(), whole.substring(0, cut));
      folder().put(facts(1), pdf(1));
      onceInTheFolder();
    }
  }

  @Test
  void killedBeforeItGotItsName() throws IOException {
    folder().put(facts(1), pdf(1));
    Files.move(folder.resolve(NAME), folder.resolve("." + NAME + ".part"));
    folder().put(facts(1), pdf(1));
    onceInTheFolder();
  }

  @Test
  void whatWasPrintedAndTakenAwayIsNotPutThereAgain() throws IOException {
    folder().put(facts(1), pdf(1));
    Files.delete(folder.resolve(NAME));
    folder().put(facts(1), pdf(1));
    assertThat(files()).containsExactly("letters-2026-07-07.csv");
  }

  @Test
  void aManifestThatWasTakenAwayIsBegunAnew() throws IOException {
    PrintFolder folder = folder();
    folder.put(facts(1), pdf(1));
    Files.delete(manifest());
    folder.put(facts(2), pdf(2));
    assertThat(Files.readAllLines(manifest()))
        .hasSize(2)
        .satisfies(lines -> assertThat(lines.get(0)).startsWith("key,act,file"))
        .satisfies(lines -> assertThat(lines.get(1)).startsWith("hub-2,2,"));
    assertThat(folder.put(facts(1), pdf(1))).endsWith("there already");
  }

  @Test
  void severalHubsShareAFolder() throws IOException {
    List<PrintFolder> hubs = List.of(folder(), folder(), folder());
    IntStream.range(0, 150).forEach(i -> hubs.get(i % 3).put(facts(i / 2), pdf(i / 2)));

    assertThat(files()).hasSize(76);
    assertThat(Files.readAllLines(manifest()).stream().map(line -> line.split(",")[0]))
        .hasSize(76)
        .doesNotHaveDuplicates();
  }

  @Test
  void aFolderThatCannotBeWrittenKeepsTheLetterWaiting() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x", StandardOpenOption.CREATE);
    assertThatThrownBy(() -> new PrintFolder(file, NAMES).put(facts(1), pdf(1)))
        .isInstanceOfSatisfying(
            Undelivered.class, e -> assertThat(e.receipt()).isInstanceOf(Receipt.Down.class));
  }
}
