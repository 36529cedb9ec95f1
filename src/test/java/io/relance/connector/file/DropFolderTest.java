package io.relance.connector.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.connector.SourceTrouble;
import io.relance.connector.SourceTrouble.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DropFolderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");

  @TempDir Path folder;
  private String pattern = "list*.csv";
  private boolean sums;

  @Test
  void theNewestFileIsReadAndStaysUntilTheLedgerHoldsIt() throws IOException {
    write("list-1.csv", "a", NOW.minusSeconds(7200));
    Path newest = write("list-2.csv", "b", NOW.minusSeconds(3600));
    Arrival file = next(null).orElseThrow();
    assertThat(file.path()).isEqualTo(newest);
    assertThat(file.asOf()).isEqualTo(NOW.minusSeconds(3600));
    assertThat(next(null)).as("held or cut short: it is found again").contains(file);

    Stamp known = Stamp.of(file, "", Map.of());
    assertThat(next(known)).isEmpty();
    assertThat(names("."))
        .as("the merged one is archived, the older one refused")
        .containsExactly("processed", "rejected");
    assertThat(names("processed")).singleElement().asString().endsWith("-list-2.csv");
    assertThat(names("rejected")).containsExactly("list-1.csv", "list-1.csv.report.txt");
    assertThat(Files.readString(folder.resolve("rejected/list-1.csv.report.txt")))
        .contains("FR  plus ancien que le fichier déjà repris (list-2.csv")
        .contains("EN  older than the file already taken (list-2.csv");
    assertThat(next(known)).isEmpty();
  }

  @Test
  void theSameContentIsRefusedUnderAnyNameAndTime() throws IOException {
    write("list.csv", "a", NOW.minusSeconds(7200));
    Stamp first = Stamp.of(next(null).orElseThrow(), "", Map.of());
    next(first);
    write("list.csv", "a", NOW.minusSeconds(60));
    write("list-copy.csv", "a", NOW.minusSeconds(60));
    assertThat(next(first)).isEmpty();
    assertThat(names("rejected")).hasSize(4);

    write("list.csv", "b", NOW.minusSeconds(50));
    Stamp second = Stamp.of(next(first).orElseThrow(), "", Map.of());
    next(second);
    write("list.csv", "a", NOW.minusSeconds(40));
    assertThat(next(second)).as("an archived content with a new time").isEmpty();
    assertThat(next(null)).as("nothing left to read").isEmpty();
  }

  @Test
  void aNewDayInTheNameSaysThatNothingChanged() throws IOException {
    pattern = "list-{date}.csv";
    write("list-2026-11-20.csv", "a", Instant.parse("2026-11-20T18:00:00Z"));
    Arrival friday = next(null).orElseThrow();
    assertThat(friday.asOf()).isEqualTo("2026-11-20T18:00:00Z");
    write("list-20261121.csv", "a", NOW.minusSeconds(60));
    Arrival saturday = next(Stamp.of(friday, "", Map.of())).orElseThrow();
    assertThat(saturday.asOf())
        .as("the end of that day in Paris")
        .isEqualTo("2026-11-21T22:59:59Z");
  }

  @Test
  void aDayThatIsNoneOrInTheFutureIsRefused() throws IOException {
    pattern = "list-{date}.csv";
    write("list-20261399.csv", "a", NOW.minusSeconds(60));
    assertThatThrownBy(() -> next(null)).hasMessageContaining("(20261399) does not exist");
    write("list-20261123.csv", "a", NOW.minusSeconds(60));
    assertThatThrownBy(() -> next(null)).hasMessageContaining("in the future (2026-11-23)");
    pattern = "list*.csv";
    write("list.csv", "a", NOW.plusSeconds(3600));
    assertThatThrownBy(() -> next(null)).hasMessageContaining("set the clock");
    assertThat(next(null)).isEmpty();
  }

  @Test
  void aFileBeingWrittenIsNotRead() throws IOException {
    write("list.csv", "a", NOW.minusSeconds(5));
    write("list.csv.part", "a", NOW.minusSeconds(500));
    write(".list.csv", "a", NOW.minusSeconds(500));
    assertThat(next(null)).isEmpty();
    assertThat(names(".")).hasSize(3);
  }

  @Test
  void aSumBesideItMustFitAndMayBeAsked() throws IOException {
    sums = true;
    write("list.csv", "a", NOW.minusSeconds(60));
    assertThat(next(null)).as("no sum yet: not whole").isEmpty();
    String sum = Sha256.of(folder.resolve("list.csv"));
    write("list.csv.sha256", sum.toUpperCase() + "  list.csv\n", NOW);
    Arrival file = next(null).orElseThrow();
    next(Stamp.of(file, "", Map.of()));
    assertThat(names("processed")).hasSize(2);

    sums = false;
    write("list.csv", "cut", NOW.minusSeconds(50));
    write("list.csv.sha256", sum, NOW);
    assertThatThrownBy(() -> next(null))
        .isInstanceOfSatisfying(SourceTrouble.class, e -> assertThat(e.kind()).isEqualTo(Kind.LIES))
        .hasMessageContaining("incomplete transfer");
    assertThat(names("rejected"))
        .containsExactly("list.csv", "list.csv.report.txt", "list.csv.sha256");
  }

  @Test
  void whatTheLedgerHoldsIsReadAgainWhenAFileBesideItChanged() throws IOException {
    write("list.csv", "a", NOW.minusSeconds(60));
    Stamp known = Stamp.of(next(null).orElseThrow(), "before", Map.of());
    assertThat(folder().next(known, "before")).isEmpty();
    Arrival again = folder().next(known, "after").orElseThrow();
    assertThat(again.sha256()).isEqualTo(known.sha256());
    assertThat(again.asOf()).isEqualTo(known.asOf());
    assertThat(Files.readString(again.path())).isEqualTo("a");
  }

  @Test
  void linksAreNotFollowed(@TempDir Path elsewhere) throws IOException {
    Path secret = Files.writeString(elsewhere.resolve("secret"), "x");
    Files.setLastModifiedTime(secret, FileTime.from(NOW.minusSeconds(60)));
    Files.createSymbolicLink(folder.resolve("list.csv"), secret);
    assertThat(next(null)).isEmpty();

    write("list-1.csv", "a", NOW.minusSeconds(60));
    Files.createSymbolicLink(folder.resolve("processed"), elsewhere);
    Stamp known = Stamp.of(next(null).orElseThrow(), "", Map.of());
    assertThatThrownBy(() -> next(known)).hasMessageContaining("cannot be used");
    assertThat(elsewhere).isDirectoryContaining(secret::equals);
    assertThat(folder.resolve("list-1.csv")).exists();
  }

  @Test
  void twoRefusedFilesOfOneNameAreBothKept() throws IOException {
    for (String content : List.of("a", "b")) {
      write("list.csv", content, NOW.minusSeconds(60));
      Arrival file = next(null).orElseThrow();
      SourceTrouble trouble = folder().refuse(file, Report.of("faux", "wrong"), Kind.LIES);
      assertThat(trouble).hasMessageContaining("list.csv is refused").hasMessageContaining("wrong");
    }
    assertThat(names("rejected"))
        .containsExactly("list.csv", "list.csv.report.txt", "list.csv~2", "list.csv~2.report.txt");
  }

  @Test
  void aFolderThatIsAwaySaysSo() {
    folder = folder.resolve("unmounted");
    assertThatThrownBy(() -> next(null))
        .isInstanceOfSatisfying(
            SourceTrouble.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREACHABLE))
        .hasMessageContaining("mounted");
  }

  @Test
  void oneCompanysFilesAreNotAnothers() {
    FileNames one = FileNames.of("{company}*.csv", "1");
    assertThat(one.matches("1-list.csv")).isTrue();
    assertThat(one.matches("1.CSV")).isTrue();
    assertThat(one.matches("12-list.csv")).isFalse();
    assertThat(FileNames.of("{company}FEC*.txt", "732829320").matches("732829320FEC20261231.txt"))
        .isTrue();
    assertThat(FileNames.of("*-{company}.csv", "1").matches("list-11.csv")).isFalse();
    assertThatThrownBy(() -> FileNames.of("../{company}.csv", "1"))
        .hasMessageContaining("without folder");
  }

  @Test
  void aStampIsReadAsItWasWritten() {
    Stamp stamp = new Stamp("0123456789abcdef00", "é\".csv", NOW, "s", Map.of("lines", "3"));
    assertThat(Stamp.read(stamp.text())).isEqualTo(stamp);
    assertThat(Stamp.read("an Odoo cursor")).isNull();
    assertThat(Stamp.read(null)).isNull();
  }

  private Optional<Arrival> next(Stamp known) {
    return folder().next(known, "");
  }

  private DropFolder folder() {
    return new DropFolder(
        folder,
        FileNames.of(pattern, "1"),
        new DropFolder.Rest(Duration.ofSeconds(30), sums, ZoneId.of("Europe/Paris")),
        NOW);
  }

  private Path write(String name, String content, Instant at) throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    return Files.setLastModifiedTime(file, FileTime.from(at));
  }

  private List<String> names(String below) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(below))) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }
}
