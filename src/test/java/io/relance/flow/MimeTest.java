package io.relance.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.notice.Notice;
import io.relance.outbox.Attachment;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What we write, read back by Jakarta Mail. */
class MimeTest {
  private static final String LONG =
      "3 factures échues, la plus ancienne le 25 juin 2026 (FAC/2026/0012)\u00a0: dernier rappel avant mise en demeure €\uD83D\uDE42";
  private static final String TEXT =
      "Bonjour,\n\nLe règlement de 1\u202f240,50\u00a0€ =_relance\n.\nFin " + "é".repeat(90) + "\n";
  private final Mime mime =
      new Mime(Clock.fixed(Instant.parse("2026-07-07T08:00:00Z"), ZoneOffset.UTC));

  private byte[] bytes(String name, String person, Attachment... files) {
    return mime.bytes(
        new Mime.Envelope(
            "compta@x.example",
            name,
            "reply@x.example",
            List.of("a@y.example"),
            person,
            "<relance.1.h@x.example>"),
        LONG,
        new Notice("fr", LONG, Map.of("text", TEXT, "html", "<p>" + TEXT + "</p>"), List.of()),
        List.of(files));
  }

  @Test
  void whatIsWrittenIsWhatIsRead() throws Exception {
    MimeMessage read = Mime.message(bytes("Ateliers Lumière", "Jeanne \"Jo\" Martin, SARL <x>"));

    assertThat(read.getSubject()).isEqualTo(LONG);
    assertThat(((jakarta.mail.internet.InternetAddress) read.getFrom()[0]).getPersonal())
        .isEqualTo("Ateliers Lumière");
    assertThat(((jakarta.mail.internet.InternetAddress) read.getAllRecipients()[0]).getPersonal())
        .isEqualTo("Jeanne \"Jo\" Martin, SARL <x>");
    assertThat(read.getAllRecipients()).hasSize(1);
    assertThat(read.getMessageID()).isEqualTo("<relance.1.h@x.example>");
    assertThat(read.getSentDate()).isEqualTo(Instant.parse("2026-07-07T08:00:00Z"));
    MimeMultipart parts = (MimeMultipart) read.getContent();
    assertThat(parts.getBodyPart(0).getContent()).isEqualTo(TEXT.replace("\n", "\r\n"));
    assertThat(parts.getBodyPart(1).getContent().toString()).startsWith("<p>Bonjour");
  }

  @Test
  void wordsWithoutHtmlAreNoEmptyPage() throws Exception {
    byte[] bytes =
        mime.bytes(
            new Mime.Envelope(
                "c@x.example", "X", null, List.of("a@y.example"), null, "<1@x.example>"),
            "Hello",
            new Notice("fr", "Hello", Map.of("text", TEXT), List.of()),
            List.of());

    MimeMultipart parts = (MimeMultipart) Mime.message(bytes).getContent();
    assertThat(parts.getCount()).isEqualTo(1);
    assertThat(parts.getBodyPart(0).getContent()).isEqualTo(TEXT.replace("\n", "\r\n"));
  }

  @Test
  void itSaysThatNobodyWroteItAndIsNoList() throws Exception {
    MimeMessage read = Mime.message(bytes("X", "Y"));

    assertThat(java.util.Collections.list(read.getAllHeaders()))
        .extracting(jakarta.mail.Header::getName)
        .containsExactly(
            "Date",
            "From",
            "Reply-To",
            "To",
            "Message-ID",
            "Subject",
            "Auto-Submitted",
            "MIME-Version",
            "Content-Type");
    assertThat(read.getHeader("Auto-Submitted")).containsExactly("auto-generated");
  }

  @Test
  void aLineBreakInANameAddsNoHeader() {
    String text =
        new String(
            bytes("X\r\nBcc: all@x.example", "Y\nBcc: all@x.example"), StandardCharsets.US_ASCII);

    assertThat(text.lines().takeWhile(l -> !l.isEmpty())).noneMatch(l -> l.startsWith("Bcc"));
  }

  @Test
  void noLineIsTooLongAndAllIsAscii() {
    byte[] bytes = bytes("Ateliers Lumière", "Jeanne");

    assertThat(new String(bytes, StandardCharsets.US_ASCII).lines())
        .allMatch(l -> l.length() <= 78)
        .filteredOn(l -> l.contains("=?UTF-8?"))
        .isNotEmpty()
        .allMatch(l -> l.length() <= 76);
    assertThat(bytes).usingDefaultElementComparator().doesNotContain((byte) 0xC3);
  }

  @Test
  void whatIsSentIsWhatIsStored() throws Exception {
    byte[] bytes = bytes("Ateliers Lumière", "Jeanne");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Mime.message(bytes).writeTo(out);

    assertThat(out.toByteArray()).isEqualTo(bytes);
  }

  @Test
  void filesComeBackAsTheyWere() throws Exception {
    byte[] content = new byte[100_003];
    new Random(7).nextBytes(content);
    List<String> names =
        List.of(
            "FAC-2026-0012.pdf",
            "Mise en demeure du 25 juin 2026, société Dupré & fils.pdf",
            "relevé de compte 株式会社サンプル Ελληνικά с очень длинным именем файла.pdf");
    byte[] bytes =
        bytes(
            "Ateliers Lumière",
            "Jeanne",
            names.stream()
                .map(name -> new Attachment(name, "application/pdf", content))
                .toArray(Attachment[]::new));

    MimeMultipart parts = (MimeMultipart) Mime.message(bytes).getContent();
    assertThat(parts.getContentType()).startsWith("multipart/mixed");
    MimeMultipart words = (MimeMultipart) parts.getBodyPart(0).getContent();
    assertThat(words.getContentType()).startsWith("multipart/alternative");
    assertThat(words.getBodyPart(0).getContent()).isEqualTo(TEXT.replace("\n", "\r\n"));
    for (int i = 0; i < names.size(); i++) {
      MimeBodyPart file = (MimeBodyPart) parts.getBodyPart(i + 1);
      assertThat(file.getFileName()).isEqualTo(names.get(i));
      assertThat(file.getDisposition()).isEqualTo("attachment");
      assertThat(file.getContentType()).isEqualTo("application/pdf");
      assertThat(file.getInputStream().readAllBytes()).isEqualTo(content);
    }
    assertThat(new String(bytes, StandardCharsets.US_ASCII).lines())
        .allMatch(l -> l.length() <= 78);
  }

  @Test
  void aReaderThatKnowsAsciiNamesOnlyStillOpensThem() {
    String name = "Lettre de relance, société Dupré & fils, factures échues au 25 juin 2026.pdf";
    String text =
        new String(
            bytes("X", "Y", new Attachment(name, "application/pdf", new byte[1])),
            StandardCharsets.US_ASCII);

    assertThat(text.lines().filter(line -> line.startsWith(" filename=\"")))
        .singleElement()
        .asString()
        .startsWith(" filename=\"Lettre de relance, societe")
        .endsWith(".pdf\";")
        .hasSizeLessThan(76);
  }

  @Test
  void aFileNameNeitherBreaksTheHeaderNorLeavesItsFolder() throws Exception {
    byte[] bytes =
        bytes(
            "X",
            "Y",
            new Attachment(
                "../a\"; x=\"\r\nBcc: all@x.example.pdf", "application/pdf", new byte[1]));

    MimeMultipart parts = (MimeMultipart) Mime.message(bytes).getContent();
    assertThat(parts.getBodyPart(1).getFileName())
        .doesNotContain("/", "\"", "\n")
        .endsWith("all@x.example.pdf");
    assertThat(new String(bytes, StandardCharsets.US_ASCII).lines())
        .noneMatch(l -> l.startsWith("Bcc"));
  }
}
