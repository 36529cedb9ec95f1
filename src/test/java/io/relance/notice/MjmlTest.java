package io.relance.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shipped example of an e-mail in MJML, put where it takes the place of the HTML. */
class MjmlTest {
  @TempDir Path home;
  private Path layout;

  @BeforeEach
  void copy() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("templates"))) {
      files.filter(Files::isRegularFile).forEach(this::copy);
    }
    layout = home.resolve("templates/_shared/email.mjml.ftlh");
    Files.copy(Path.of("templates/_shared/examples/email.mjml.ftlh"), layout);
  }

  private void copy(Path file) {
    try {
      Files.createDirectories(home.resolve(file).getParent());
      Files.copy(file, home.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Notice write(String language, String template, String debtor) {
    return Templates.in(home.resolve("templates"))
        .write("email", template, Dossiers.overdue(language, debtor));
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "fr"})
  void saysWhatTheHtmlSays(String language) throws IOException {
    Notice notice = write(language, "firm", "Dupont");
    Files.createDirectories(Path.of("target"));
    Files.writeString(Path.of("target/email-mjml-" + language + ".html"), notice.html());
    Files.delete(layout);
    Notice plain = write(language, "firm", "Dupont");
    Files.writeString(Path.of("target/email-html-" + language + ".html"), plain.html());

    assertThat(words(notice.html())).isEqualTo(words(plain.html()));
    assertThat(notice.text()).isEqualTo(plain.text());
    assertThat(notice.subject()).isEqualTo(plain.subject());
    assertThat(notice.html()).contains("lang=\"" + Format.of(language).locale().toLanguageTag());
  }

  /** What a reader sees: no preview, no spacer. */
  private static String words(String html) {
    Element body = Jsoup.parse(html).body();
    body.select("div[style*=display:none]").remove();
    return body.text().replaceAll("[\\s\u00a0\u200a]+", " ").strip();
  }

  @Test
  void whatTheErpSaysStaysText() {
    String html = write("fr", "firm", "x").html();
    assertThat(html).contains("a=1&amp;b=2");
    Dossier plain = Dossiers.overdue("fr", "x");
    Dossier evil =
        new Dossier(
            new Dossier.Creditor("<b>&lt;x", null, null, null, "FR76", null, null, null, "fr"),
            plain.debtor(),
            "fr",
            "EUR",
            plain.today(),
            plain.overdue(),
            plain.coming(),
            plain.asked(),
            plain.deadline(),
            0);
    assertThat(Templates.in(home.resolve("templates")).write("email", "firm", evil).html())
        .contains("&lt;b&gt;&amp;lt;x")
        .doesNotContain("<b>&lt;x");
  }

  @Test
  void aSlipIsNamedWithItsFile() throws IOException {
    Files.writeString(layout, Files.readString(layout).replace("mj-table>", "mj-tabel>"));
    assertThatThrownBy(() -> write("fr", "firm", "x"))
        .hasMessageContaining("email.mjml.ftlh has elements that MJML does not know here")
        .hasMessageContaining("[mj-tabel]");
    Files.writeString(layout, "<#include words><#include level><html>plain</html>");
    assertThatThrownBy(() -> write("fr", "firm", "x"))
        .hasMessageContaining("templates/_shared/email.mjml.ftlh is no MJML");
  }

  @Test
  void noReaderIsSentForFonts() throws IOException {
    Files.writeString(layout, Files.readString(layout).replaceAll("<mj-all .*/>", ""));
    assertThatThrownBy(() -> write("fr", "firm", "x"))
        .hasMessageContaining("email.mjml.ftlh would load fonts from elsewhere")
        .hasMessageContaining("<mj-all font-family=");
  }

  @Test
  void nothingIsIncludedFromOutside() throws IOException {
    Files.writeString(
        layout,
        "<#include words><#include level><mjml><mj-body><mj-include path=\"/etc/hostname\"/></mj-body></mjml>");
    assertThatThrownBy(() -> write("fr", "firm", "x"))
        .hasMessageContaining("elements that MJML does not know here: [mj-include]");
  }
}
