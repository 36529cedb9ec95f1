package io.relance.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.relance.notice.Dossier.Creditor;
import io.relance.notice.Dossier.Debtor;
import io.relance.notice.Dossier.Line;
import io.relance.press.Picture;
import io.relance.press.Press;
import io.relance.press.VeraPdf;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped letter: how it looks, that an archive takes it, that a bank reads its code. */
class LettersTest {
  private static final Path SHIPPED = Path.of("templates");
  private static final Path APPROVED = Path.of("src/test/resources/letters");
  private static final Path GOLDEN = Path.of("src/test/resources/notices");
  private static final List<String> HOME =
      List.of("Menuiserie Dupont & Fils", "14 avenue des Frères-Lumière", "69008 LYON");
  private static final String CODE =
      """
      BCD
      002
      1
      SCT
      AGRIFRPP
      Ateliers Lumière SARL
      FR7630006000011234567890189
      EUR1500.50

      RF71C00042""";
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-07-07T08:00:00Z"), ZoneOffset.UTC);

  private final Templates templates = Templates.in(SHIPPED);
  private final Press press = Press.in(SHIPPED, CLOCK);

  static List<String> letters() throws Exception {
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      return files
          .filter(f -> f.getNameCount() == 4 && f.getName(2).toString().matches("letter|statement"))
          .map(f -> SHIPPED.relativize(f).toString().replace(".ftl", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("letters")
  void looksAsApprovedAndIsForTheArchive(String letter) throws Exception {
    byte[] pdf = pdf(letter, many(letter));

    assertThat(VeraPdf.troubles(pdf)).isEmpty();
    assertThat(endsOnItsLastPage(pdf)).isTrue();
    Path approved = APPROVED.resolve(letter.replace('/', '-') + ".png");
    assertThat(Picture.looksAs(approved, Picture.of(pdf, 0, 60))).as("as %s", approved).isTrue();
    assertThat(decoded(pdf))
        .isEqualTo(letter.endsWith("thanks") ? Optional.empty() : Optional.of(CODE));
  }

  /** What is read aloud: of many invoices, then of one. */
  @ParameterizedTest
  @MethodSource("letters")
  void saysItsGoldenText(String letter) throws Exception {
    String all =
        read(pdf(letter, many(letter))) + "--- one invoice\n" + read(pdf(letter, one(letter)));
    Path golden = GOLDEN.resolve(letter.replace('/', '-') + ".txt");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, all);
    }

    assertThat(all).isEqualTo(Files.readString(golden));
  }

  /** By hand or by a mail house, the post wants it on the letter; not in the window. */
  @ParameterizedTest
  @CsvSource({
    "fr, Lettre recommandée avec avis de réception",
    "en, Registered letter with acknowledgement of receipt"
  })
  void aRegisteredLetterSaysSo(String language, String words) throws Exception {
    String letter = language + "/letter/formal-notice";
    byte[] pdf = printed(new Manner("letter", "registered"), "formal-notice", many(letter));

    assertThat(VeraPdf.troubles(pdf)).isEmpty();
    assertThat(read(pdf).replaceAll("\\s+", " ")).contains(words);
    assertThat(read(pdf(letter, many(letter))).replaceAll("\\s+", " ")).doesNotContain(words);
    Path approved = APPROVED.resolve(language + "-letter-formal-notice-registered.png");
    assertThat(Picture.looksAs(approved, Picture.of(pdf, 0, 60))).as("as %s", approved).isTrue();
  }

  private static Dossier many(String letter) {
    return about(letter, Dossiers.overdue("fr", "").overdue(), 2);
  }

  private static Dossier one(String letter) {
    return about(letter, List.of(line(1)), 1);
  }

  private static Dossier about(String letter, List<Line> late, int paid) {
    String language = letter.substring(0, 2);
    String debtor = "Menuiserie Dupont & Fils";
    return letter.endsWith("thanks")
        ? Dossiers.paid(language, debtor, "EUR", paid)
        : to(Dossiers.overdue(language, ""), debtor, HOME, late);
  }

  private byte[] pdf(String letter, Dossier dossier) {
    String[] parts = letter.split("/");
    return pdf(parts[1], parts[2], dossier);
  }

  private static String read(byte[] pdf) throws Exception {
    StringBuilder all = new StringBuilder();
    try (PDDocument read = Loader.loadPDF(pdf)) {
      for (int page = 1; page <= read.getNumberOfPages(); page++) {
        all.append(text(read, page));
      }
    }
    return all.toString().replaceAll(" +\\R", "\n");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "200, 6"})
  void anyNumberOfItemsWithWhatIsCarriedForward(int items, int pages) throws Exception {
    List<Line> lines = IntStream.rangeClosed(1, items).mapToObj(LettersTest::line).toList();
    byte[] pdf = pdf("letter", "reminder-2", to(Dossiers.overdue("fr", ""), "Dupont", HOME, lines));

    assertThat(VeraPdf.troubles(pdf)).isEmpty();
    try (PDDocument read = Loader.loadPDF(pdf)) {
      assertThat(read.getNumberOfPages()).isEqualTo(pages);
      BigDecimal sum = BigDecimal.ZERO;
      for (int page = 1; page <= pages; page++) {
        String text = text(read, page);
        List<BigDecimal> carried = amounts(text, "Report : (%s)");
        List<BigDecimal> open = amounts(text, "FAC/\\d+ .* %s (%s)");
        boolean goesOn = page > 1 && !open.isEmpty();
        assertThat(carried).as("page %s", page).isEqualTo(goesOn ? List.of(sum) : List.of());
        sum = open.stream().reduce(sum, BigDecimal::add);
      }
      assertThat(sum).isEqualTo(sum(lines));
    }
  }

  @Test
  void theAddressStandsInTheWindow() throws Exception {
    BufferedImage page =
        Picture.of(
            printed(
                new Manner("letter", "registered"),
                "formal-notice",
                to(
                    Dossiers.overdue("fr", ""),
                    "x",
                    List.of("■■■", "■", "■", "■", "■", "■■■■■■■■■"),
                    List.of(line(1)))),
            0,
            254);
    // ten pixels are a millimetre; wherever the sheet lies in its envelope, a DL or C5 window shows
    // no more than 90 to 200 across and 34 to 102 down: nothing but the address stands there
    assertThat(dark(page, 1_100, 570, 1_900, 790)).isPositive();
    assertThat(dark(page, 900, 340, 2_000, 1_020)).isEqualTo(dark(page, 1_100, 570, 1_900, 790));
  }

  @Test
  void sevenLinesStandInTheWindowToo() throws Exception {
    List<String> lines = List.of("■■■", "■", "■", "■", "■", "■■■■■■■■■", "■■■■■");
    BufferedImage page =
        Picture.of(
            pdf("letter", "first", to(Dossiers.overdue("fr", ""), "x", lines, List.of(line(1)))),
            0,
            254);
    assertThat(dark(page, 900, 340, 2_000, 1_020)).isEqualTo(dark(page, 1_100, 570, 1_900, 790));
  }

  @Test
  void aLongHeadPushesDownWhatFollowsIt() throws Exception {
    Dossier plain = Dossiers.overdue("fr", "");
    String street = "Bâtiment des Entrepreneurs, 1234 avenue du Maréchal de Lattre de Tassigny";
    Creditor wordy =
        new Creditor(
            "Établissements Vandenbroucke-Desmarescaux et Associés du Grand Est SAS",
            (street + "\n").repeat(3),
            "91700",
            "Sainte-Geneviève-des-Bois",
            null,
            null,
            "+33 4 72 00 00 00",
            "comptabilite.clients@vandenbroucke.example",
            "fr");
    Dossier dossier =
        new Dossier(
            wordy,
            plain.debtor(),
            "fr",
            "EUR",
            plain.today(),
            plain.overdue(),
            List.of(),
            plain.asked(),
            plain.deadline(),
            1);
    List<Integer> lines = lines(pdf("letter", "formal-notice", dossier));
    assertThat(lines).hasSizeGreaterThan(20);
    for (int i = 1; i < lines.size(); i++) {
      assertThat(lines.get(i) - lines.get(i - 1))
          .as("points below %s", lines.get(i - 1))
          .isGreaterThan(8);
    }
  }

  /** Where those at the left margin of the first page stand, in points from its top. */
  private static List<Integer> lines(byte[] pdf) throws Exception {
    List<Integer> lines = new ArrayList<>();
    PDFTextStripper stripper =
        new PDFTextStripper() {
          @Override
          protected void writeString(String text, List<TextPosition> places) {
            if (places.get(0).getXDirAdj() < 58 && places.get(0).getYDirAdj() < 760) {
              lines.add(Math.round(places.get(0).getYDirAdj()));
            }
          }
        };
    stripper.setEndPage(1);
    try (PDDocument read = Loader.loadPDF(pdf)) {
      stripper.getText(read);
    }
    return lines.stream().sorted().toList();
  }

  @Test
  void aWordWithoutEndPushesNothingOffThePage() throws Exception {
    Line plain = line(1);
    Line endless =
        new Line(
            "F" + "0".repeat(60),
            "R".repeat(120),
            plain.issued(),
            plain.due(),
            plain.original(),
            plain.open(),
            null);
    for (String channel : List.of("letter", "statement")) {
      Dossier dossier = to(Dossiers.overdue("fr", ""), "Dupont", HOME, List.of(endless));
      byte[] pdf = pdf(channel, channel.equals("letter") ? "first" : "any", dossier);
      assertThat(rightmost(pdf)).as(channel).isLessThan(540); // 20 mm from the edge are 539 points
      try (PDDocument read = Loader.loadPDF(pdf)) {
        assertThat(text(read, 1)).contains("101,51 € 101,51 €");
      }
    }
  }

  private static float rightmost(byte[] pdf) throws Exception {
    List<Float> ends = new ArrayList<>();
    PDFTextStripper stripper =
        new PDFTextStripper() {
          @Override
          protected void writeString(String text, List<TextPosition> places) {
            places.forEach(place -> ends.add(place.getXDirAdj() + place.getWidthDirAdj()));
          }
        };
    try (PDDocument read = Loader.loadPDF(pdf)) {
      stripper.getText(read);
    }
    return Collections.max(ends);
  }

  @Test
  void whatOneInvoiceIsCalledEndsASentence() throws Exception {
    for (String letter : letters()) {
      assertThat(read(pdf(letter, one(letter)))).as(letter).doesNotContainPattern(",\\s*[.,;:]");
    }
  }

  @Test
  void whoIsOwedMoreThanHeOwesIsNotAskedToPay() throws Exception {
    List<Line> lines = List.of(line(1), Dossiers.line("AV/2", Dossiers.TODAY, "-900.00", null));
    Dossier dossier = to(Dossiers.overdue("fr", ""), "Dupont", HOME, lines);
    try (PDDocument read = Loader.loadPDF(pdf("statement", "any", dossier))) {
      assertThat(text(read, 1)).contains("−798,49 €").doesNotContain("IBAN", "Montant à régler");
    }
  }

  @Test
  void longAndForeignNames() throws Exception {
    String name = "Établissements Vandenbroucke-Desmarescaux et Associés Réunis du Grand Est & Cie";
    for (String debtor :
        List.of(name, "شركة النور للتجارة", "בית המלאכה בע״מ", "Завод «Заря» Αθήνα")) {
      Dossier dossier =
          to(Dossiers.overdue("en", ""), debtor, List.of(debtor, "1 High St"), List.of(line(1)));
      assertThat(VeraPdf.troubles(pdf("letter", "formal-notice", dossier))).as(debtor).isEmpty();
    }
    assertThatThrownBy(
            () ->
                pdf(
                    "letter",
                    "formal-notice",
                    to(Dossiers.overdue("en", ""), "張偉", List.of("張偉"), List.of(line(1)))))
        .hasMessageContaining("no font has 張 (U+5F35)");
  }

  @Test
  void whatTheErpSaysIsNoMarkup() throws Exception {
    String name = "<b>Dupont</b> & \"Fils\" <img src='http://127.0.0.1:9/x'/>";
    byte[] pdf =
        pdf(
            "letter",
            "reminder-2",
            to(Dossiers.overdue("fr", ""), name, List.of(name), List.of(line(1))));
    try (PDDocument read = Loader.loadPDF(pdf)) {
      assertThat(text(read, 1)).contains("<b>Dupont</b> & \"Fils\" <img");
    }
  }

  @Test
  void withoutValidIbanThereIsNoCode() throws Exception {
    Dossier plain = Dossiers.overdue("fr", "");
    Dossier dollars =
        new Dossier(
            plain.creditor(),
            plain.debtor(),
            "fr",
            "USD",
            plain.today(),
            plain.overdue(),
            List.of(),
            plain.asked(),
            null,
            1);
    assertThat(templates.write("letter", "reminder-2", dollars).parts().get("xhtml"))
        .doesNotContain("image/qr");
  }

  private byte[] pdf(String channel, String template, Dossier dossier) {
    return printed(Manner.plain(channel), template, dossier);
  }

  private byte[] printed(Manner manner, String template, Dossier dossier) {
    return press.print(templates.write(manner, template, dossier).parts().get("xhtml"));
  }

  private static Dossier to(Dossier plain, String name, List<String> postal, List<Line> overdue) {
    return new Dossier(
        plain.creditor(),
        new Debtor(name, "C00042", "Jeanne Martin", postal),
        plain.language(),
        "EUR",
        plain.today(),
        overdue,
        overdue.size() == 3 ? plain.coming() : List.of(),
        sum(overdue),
        plain.deadline(),
        1);
  }

  private static Line line(int i) {
    LocalDate due = LocalDate.of(2026, 1, 1).plusDays(i % 170);
    return Dossiers.line("FAC/%04d".formatted(i), due, 100 + i + ".5" + i % 10, null);
  }

  private static BigDecimal sum(List<Line> lines) {
    return lines.stream().map(Line::open).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static String text(PDDocument pdf, int page) throws Exception {
    PDFTextStripper stripper = new PDFTextStripper();
    stripper.setSortByPosition(true);
    stripper.setStartPage(page);
    stripper.setEndPage(page);
    return stripper.getText(pdf).replaceAll("[\\u00a0\\u202f]", " ");
  }

  private static List<BigDecimal> amounts(String text, String pattern) {
    return Pattern.compile(pattern.replace("%s", "[0-9 ]+,[0-9]{2} €"))
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .map(found -> found.replaceAll(".*?(?:: |€ )([0-9 ]+,[0-9]{2}) €$", "$1"))
        .map(amount -> new BigDecimal(amount.replace(" ", "").replace(',', '.')))
        .toList();
  }

  /** No page with nothing but its head and foot. */
  private static boolean endsOnItsLastPage(byte[] pdf) throws Exception {
    try (PDDocument read = Loader.loadPDF(pdf)) {
      return text(read, read.getNumberOfPages()).lines().count() > 4;
    }
  }

  private static int dark(BufferedImage page, int left, int top, int right, int bottom) {
    int dark = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        dark += (page.getRGB(x, y) & 255) < 128 ? 1 : 0;
      }
    }
    return dark;
  }

  /** What a telephone reads from whichever page has the code. */
  private static Optional<String> decoded(byte[] pdf) throws Exception {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      Optional<String> read = Optional.empty();
      for (int page = 0; page < document.getNumberOfPages() && read.isEmpty(); page++) {
        read = decoded(Picture.of(pdf, page, 150));
      }
      return read;
    }
  }

  private static Optional<String> decoded(BufferedImage page) throws Exception {
    int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
    var source = new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels);
    var bitmap = new BinaryBitmap(new HybridBinarizer(source));
    try {
      return Optional.of(
          new QRCodeReader().decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true)).getText());
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }
}
