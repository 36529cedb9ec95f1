package io.relance.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.outbox.LetterName;
import io.relance.outbox.Undelivered;
import io.relance.press.Picture;
import io.relance.press.Press;
import io.relance.press.VeraPdf;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.support.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters become print files: each letter in one, once, whatever was killed in between. */
class BinderTest {
  private static final LetterName NAMES = new LetterName("{date}-{debtor}-{level}-{act}.pdf");
  private static final Instant NOW = Instant.parse("2026-07-07T08:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Duration REST = Duration.ofMinutes(5);
  private static final String STEM = "letters-2026-07-07-odoo-acme-letter-";
  private static final String FIRST = STEM + "1.pdf";

  @TempDir Path folder;
  private final Press press = Press.in(Path.of("templates"), CLOCK);
  private final Database database = TestDatabase.fresh();
  private final AlertStore alerts = new AlertStore(database, CLOCK);
  private boolean duplex = true;

  @AfterEach
  void close() {
    database.close();
  }

  private PrintFolder folder() {
    return PrintFolder.gathering(folder, NAMES, press, duplex);
  }

  private String put(int act, int pages) {
    return put("acme", act, pages);
  }

  private String put(String company, int act, int pages) {
    Map<String, String> facts =
        Map.of(
            "act", String.valueOf(act),
            "key", "hub-" + act,
            "date", "2026-07-07",
            "source", "odoo",
            "company", company,
            "channel", "letter",
            "debtor", "../../D" + act,
            "debtorName", "Dupont\nFils",
            "level", "Firm",
            "to", "Dupont\n1 rue\n69003 LYON");
    return folder().put(facts, letter(act, pages));
  }

  private byte[] letter(int act, int pages) {
    String words =
        IntStream.rangeClosed(1, pages)
            .mapToObj(page -> "<p>Lettre %d page %d</p>".formatted(act, page))
            .reduce("", String::concat);
    return press.print(
        """
        <html lang="%s"><head><title>Lettre</title><style>
        @page { size: A4; margin: 20mm } body { font: 20pt "Liberation Sans" } p + p { page-break-before: always }
        </style></head><body>%s</body></html>"""
            .formatted(act % 2 == 0 ? "en" : "fr", words));
  }

  /** Nothing has come in for longer than it takes. */
  private void rested() throws IOException {
    for (Path tray : hidden(".open")) {
      Files.setLastModifiedTime(tray, FileTime.from(NOW.minus(REST)));
    }
    bind();
  }

  private void bind() throws IOException {
    new Binder(folder(), press, CLOCK, REST, alerts).bind();
  }

  private List<Path> hidden(String end) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(f -> f.getFileName().toString().matches("\\.letters.*" + end)).toList();
    }
  }

  private List<String> printed() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(f -> f.getFileName().toString())
          .filter(f -> f.matches("[^.].*pdf"))
          .sorted()
          .toList();
    }
  }

  private List<String> pages(String file) throws IOException {
    try (PDDocument pdf = Loader.loadPDF(folder.resolve(file).toFile())) {
      PDFTextStripper stripper = new PDFTextStripper();
      return IntStream.rangeClosed(1, pdf.getNumberOfPages())
          .mapToObj(
              page -> {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                try {
                  return stripper.getText(pdf).strip();
                } catch (IOException e) {
                  throw new java.io.UncheckedIOException(e);
                }
              })
          .toList();
    }
  }

  private List<String> troubles() {
    return alerts.list().stream().map(alert -> alert.kind() + ": " + alert.message()).toList();
  }

  private void onceInOneFile() throws IOException {
    assertThat(printed()).containsExactly(FIRST);
    assertThat(pages(FIRST)).containsExactly("Lettre 1 page 1", "", "Lettre 2 page 1");
    assertThat(hidden(".*")).isEmpty();
    assertThat(troubles()).isEmpty();
  }

  @Test
  void eachLetterBeginsOnASheetOfItsOwn() throws Exception {
    assertThat(put(1, 1)).isEqualTo(FIRST + ", pages 1-1");
    assertThat(put(2, 2)).isEqualTo(FIRST + ", pages 3-4");
    assertThat(put(3, 3)).isEqualTo(FIRST + ", pages 5-7");
    assertThat(put(4, 1)).isEqualTo(FIRST + ", pages 9-9");
    rested();

    assertThat(printed()).containsExactly(FIRST);
    assertThat(pages(FIRST))
        .containsExactly(
            "Lettre 1 page 1",
            "",
            "Lettre 2 page 1",
            "Lettre 2 page 2",
            "Lettre 3 page 1",
            "Lettre 3 page 2",
            "Lettre 3 page 3",
            "",
            "Lettre 4 page 1");
    assertThat(Files.readAllLines(folder.resolve("letters-2026-07-07.csv")))
        .hasSize(5)
        .element(2)
        .asString()
        .matches("hub-2,2," + FIRST + ",[0-9a-f]{64},3,4,.*,Dupont Fils,.*");
    byte[] pdf = Files.readAllBytes(folder.resolve(FIRST));
    assertThat(VeraPdf.troubles(pdf)).isEmpty();
    try (PDDocument read = Loader.loadPDF(pdf)) {
      assertThat(read.getDocumentCatalog().getLanguage()).isEqualTo("mul");
      assertThat(read.getDocumentInformation().getTitle()).isEqualTo(FIRST);
    }
    ImageIO.write(Picture.of(pdf, 4, 60), "png", Path.of("target/print-file.png").toFile());
  }

  @Test
  void onOneSideThereIsNoBlankPage() throws IOException {
    duplex = false;
    assertThat(put(1, 1)).endsWith("pages 1-1");
    assertThat(put(2, 2)).endsWith("pages 2-3");
    assertThat(put(3, 1)).endsWith("pages 4-4");
    rested();
    assertThat(pages(FIRST)).hasSize(4).doesNotContain("");
  }

  @Test
  void whatStillComesInIsNotCutOffAndWhatComesLaterIsAnotherFile() throws IOException {
    put(1, 1);
    put(2, 1);
    bind();
    assertThat(printed()).isEmpty();
    rested();
    onceInOneFile();

    Files.delete(folder.resolve(FIRST)); // by who prints
    assertThat(put(1, 1)).isEqualTo(FIRST + ", pages 1-1, there already");
    assertThat(put(3, 1)).isEqualTo(STEM + "2.pdf, pages 1-1");
    rested();
    assertThat(printed()).containsExactly(STEM + "2.pdf");
    assertThat(pages(STEM + "2.pdf")).containsExactly("Lettre 3 page 1");
  }

  @Test
  void noCompanyIsPrintedWithAnother() throws IOException {
    put("acme", 1, 1);
    put("../other co", 2, 1);
    rested();
    assertThat(printed()).containsExactly(FIRST, "letters-2026-07-07-odoo-other-co-letter-1.pdf");
  }

  @Test
  void killedBeforeALetterCounted() throws IOException {
    put(1, 1);
    Path tray = hidden(".open").get(0);
    Files.write(tray.resolve("2.pdf"), new byte[] {'%'});
    put(2, 1);
    rested();
    onceInOneFile();
  }

  @Test
  void whatCouldNotBeWrittenDoesNotCount() throws IOException {
    put(1, 1);
    Path inTheWay = Files.createDirectory(hidden(".open").get(0).resolve("2.pdf"));
    assertThatThrownBy(() -> put(2, 1)).isInstanceOf(Undelivered.class);
    Files.delete(inTheWay);
    assertThat(put(2, 1)).isEqualTo(FIRST + ", pages 3-3");
    rested();
    onceInOneFile();
  }

  @Test
  void killedBeforeTheFirstLetterCounted() throws IOException {
    Files.createDirectory(folder.resolve("." + FIRST + ".open"));
    Files.write(folder.resolve("." + FIRST + ".open/1.pdf"), new byte[] {'%'});
    Files.writeString(folder.resolve("letters-2026-07-07.csv"), "");
    rested();
    assertThat(hidden(".*")).isEmpty();
    put(1, 1);
    put(2, 1);
    rested();
    onceInOneFile();
  }

  @Test
  void killedWhileItWasBound() throws IOException {
    put(1, 1);
    put(2, 1);
    Files.move(hidden(".open").get(0), folder.resolve("." + FIRST + ".closed"));
    Files.write(folder.resolve("." + FIRST + ".part"), new byte[100_000]);
    bind();
    onceInOneFile();
  }

  @Test
  void killedBeforeItGotItsName() throws IOException {
    put(1, 1);
    put(2, 1);
    rested();
    Files.move(folder.resolve(FIRST), folder.resolve("." + FIRST + ".part"));
    Files.createDirectory(folder.resolve("." + FIRST + ".bound"));
    bind();
    onceInOneFile();
  }

  @Test
  void killedWhenItHadItsNameAndPrintedMeanwhile() throws IOException {
    put(1, 1);
    put(2, 1);
    Files.move(hidden(".open").get(0), folder.resolve("." + FIRST + ".bound"));
    bind();
    assertThat(printed()).isEmpty();
    assertThat(hidden(".*")).isEmpty();
  }

  @Test
  void aLetterThatCannotBeReadStopsItsOwnFileOnly() throws IOException {
    put("acme", 1, 1);
    put("other", 2, 1);
    byte[] whole = Files.readAllBytes(hidden("acme.*").get(0).resolve("1.pdf"));
    Files.write(hidden("acme.*").get(0).resolve("1.pdf"), new byte[] {'%'});
    rested();
    assertThat(printed()).containsExactly("letters-2026-07-07-odoo-other-letter-1.pdf");
    assertThat(troubles()).hasSize(1).element(0).asString().contains("print: ", "cannot be made");

    Files.write(hidden("acme.*").get(0).resolve("1.pdf"), whole);
    bind();
    assertThat(printed()).contains(FIRST);
    assertThat(troubles()).isEmpty();
  }

  @Test
  void aManifestThatWasTakenAwayIsAskedFor() throws IOException {
    put(1, 1);
    put(2, 1);
    Path manifest = folder.resolve("letters-2026-07-07.csv");
    byte[] lines = Files.readAllBytes(manifest);
    Files.delete(manifest);
    rested();
    assertThat(troubles()).element(0).asString().contains("is gone, put it back");

    Files.write(manifest, lines);
    bind();
    onceInOneFile();
  }
}
