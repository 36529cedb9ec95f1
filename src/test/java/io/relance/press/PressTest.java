package io.relance.press;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PressTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T08:00:00Z"), ZoneOffset.UTC);
  @TempDir Path templates;
  private Press press;

  @BeforeEach
  void press() {
    press = Press.in(templates, CLOCK);
  }

  @Test
  void whatItPrintsIsForTheArchive() throws Exception {
    byte[] pdf = press.print(page("<p>Relance n° 2 : 1 240,50 € à <b>régler</b></p>"));

    assertThat(VeraPdf.troubles(pdf)).isEmpty();
    try (PDDocument read = Loader.loadPDF(pdf)) {
      assertThat(read.getDocumentCatalog().getLanguage()).isEqualTo("fr");
      assertThat(read.getDocumentInformation().getTitle()).isEqualTo("Rappel & suite");
      assertThat(new PDFTextStripper().getText(read)).contains("1 240,50 € à régler");
    }
  }

  @Test
  void theSamePageGivesTheSameBytes() {
    String page = page("<p>Twice</p>");
    assertThat(press.print(page)).isEqualTo(press.print(page));
  }

  @Test
  void manyScriptsArePrintedRightToLeftOnesToo() throws Exception {
    byte[] pdf =
        press.print(page("<p>Łódź Ελλάδα Москва</p><p>שלום עולם</p><p><b>شركة النور</b></p>"));

    assertThat(VeraPdf.troubles(pdf)).isEmpty();
    try (PDDocument read = Loader.loadPDF(pdf)) {
      assertThat(new PDFTextStripper().getText(read)).contains("Łódź Ελλάδα Москва", "שלום עולם");
    }
  }

  @Test
  void aCharacterWithoutGlyphRefusesThePage() {
    assertThatThrownBy(() -> press.print(page("<p>張偉 &amp; Co</p>")))
        .isInstanceOf(Unprintable.class)
        .hasMessage(
            "no font has 張 (U+5F35), 偉 (U+5049): put a TrueType font that has it into templates/_shared/fonts");
  }

  @Test
  void aPageSeesNothingOutsideTheTemplates() throws Exception {
    Path secret = Files.writeString(templates.resolveSibling("secret.png"), "x");
    for (String reference :
        new String[] {
          "http://127.0.0.1:9/logo.png",
          "https://example.com/logo.png",
          "file://" + secret,
          secret.toString(),
          "../secret.png",
          "classpath:/fonts/LICENSES.txt",
          "jar:file:/x.jar!/y.png",
          "templates:../secret.png",
          "missing.png"
        }) {
      assertThatThrownBy(() -> press.print(page("<img src='" + reference + "'/>")))
          .as(reference)
          .isInstanceOf(Unprintable.class)
          .hasMessageContaining(reference);
    }
  }

  @ParameterizedTest
  @CsvSource({"png, 2", "png, 1", "jpg, 1", "gif, 2"})
  void aPictureIsForTheArchiveToo(String format, int type) throws Exception {
    BufferedImage logo = new BufferedImage(40, 20, type); // 2 = with transparency
    assertThat(ImageIO.write(logo, format, templates.resolve("logo").toFile())).isTrue();
    byte[] pdf = press.print(page("<img src='logo'/><p>x</p>"));

    assertThat(VeraPdf.troubles(pdf)).isEmpty();
    try (PDDocument read = Loader.loadPDF(pdf)) {
      assertThat(read.getPage(0).getResources().getXObjectNames()).hasSize(1);
    }
  }

  @Test
  void whatIsNoPictureRefusesThePage() throws Exception {
    for (String content :
        new String[] {"", "no picture", "<svg xmlns='http://www.w3.org/2000/svg'/>"}) {
      Files.writeString(templates.resolve("logo.png"), content);
      assertThatThrownBy(() -> press.print(page("<img src='logo.png'/>")))
          .as(content)
          .isInstanceOf(Unprintable.class)
          .hasMessageContaining("logo.png");
    }
  }

  @Test
  void aLinkIsKeptAndNotFollowed() throws Exception {
    byte[] pdf = press.print(page("<a href='https://pay.example/1'>Pay</a>"));
    assertThat(VeraPdf.troubles(pdf)).isEmpty();
    try (PDDocument read = Loader.loadPDF(pdf)) {
      assertThat(read.getPage(0).getAnnotations()).hasSize(1);
    }
  }

  private static String page(String body) {
    return """
        <html lang="fr"><head><title>Rappel &amp; suite</title>
        <style>@page { size: A4; margin: 20mm } body { font: 10pt "Liberation Sans" }</style>
        </head><body>%s</body></html>"""
        .formatted(body);
  }
}
