package io.relance.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.notice.Dossier.Books;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped template: its golden text, its escaping, its size. */
class TemplatesTest {
  private static final Path SHIPPED = Path.of("templates");
  private static final Path GOLDEN = Path.of("src/test/resources/notices");
  private final Templates templates = Templates.in(SHIPPED);

  static List<Path> levels() throws IOException {
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      return files
          .filter(f -> f.getNameCount() == 4 && f.getName(2).endsWith("email"))
          .sorted()
          .toList();
    }
  }

  private static Dossier dossier(Path level, String debtor) {
    String language = level.getName(1).toString();
    return switch (name(level)) {
      case "upcoming" -> Dossiers.coming(language, debtor);
      case "thanks" -> Dossiers.paid(language, debtor, "EUR", 2);
      default -> Dossiers.overdue(language, debtor);
    };
  }

  /** One where the first has several, several where it has one; in another currency. */
  private static Dossier other(Path level) {
    String language = level.getName(1).toString();
    return switch (name(level)) {
      case "upcoming" -> Dossiers.in("USD", Dossiers.coming(language, "Menuiserie Dupont", 2));
      case "thanks" -> Dossiers.paid(language, "Menuiserie Dupont", "USD", 1);
      default -> Dossiers.in("USD", Dossiers.single(language, "https://pay.example/12"));
    };
  }

  private static String name(Path level) {
    return level.getFileName().toString().replace(".ftl", "");
  }

  @ParameterizedTest
  @MethodSource("levels")
  void rendersItsGoldenText(Path level) throws IOException {
    Notice notice =
        templates.write("email", name(level), dossier(level, "Menuiserie Dupont & Fils"));
    Notice other = templates.write("email", name(level), other(level));
    String all =
        notice.subject()
            + "\n\n"
            + notice.text()
            + "\n--- in dollars, the other number of invoices\n"
            + other.subject()
            + "\n\n"
            + other.text()
            + "\n--- HTML\n"
            + notice.html();
    Path golden = GOLDEN.resolve(level.getName(1) + "-" + name(level) + ".txt");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, all);
    }

    assertThat(all).isEqualTo(Files.readString(golden));
    assertThat(notice.language()).isEqualTo(level.getName(1).toString());
    assertThat(notice.remarks()).isEmpty();
  }

  /** Where a line must not break; SMS have no such blank in their alphabet. */
  @Test
  void frenchHasItsNoBreakSpaces() throws IOException {
    try (Stream<Path> files = Files.walk(SHIPPED.resolve("fr"))) {
      for (Path file :
          files.filter(f -> f.toString().matches(".*(?<!/sms)/[a-z0-9-]+\\.ftl")).toList()) {
        String words =
            Files.readString(file).replaceAll("(?s)<#--.*?-->|<#(if|elseif)[^>]*>|\\$\\{.*?}", "x");
        assertThat(words).as("%s", file).doesNotContainPattern("[^ ] [:;?!»](?=[\\s\"<)]|$)|« ");
      }
    }
  }

  @Test
  void itemsOfSeveralBooksSayInWhichTheyStand() {
    var mine = new Books("Ateliers Lumière SARL", "C00042");
    var theirs = new Books("Lumière Services", "411DUPONT");
    assertThat(written(mine, theirs))
        .contains("FAC-1, notre référence Ateliers Lumière SARL, C00042, échéance")
        .contains("FAC-2, notre référence Lumière Services, 411DUPONT, échéance");
    assertThat(written(mine, new Books(mine.name(), "411DUPONT")))
        .contains("FAC-2, notre référence 411DUPONT, échéance");
    assertThat(written(mine, mine)).doesNotContain("notre référence");
  }

  private String written(Books one, Books other) {
    Dossier plain = Dossiers.overdue("fr", "Dupont");
    LocalDate due = LocalDate.of(2026, 7, 1);
    Dossier both =
        new Dossier(
            plain.creditor(),
            plain.debtor(),
            "fr",
            "EUR",
            plain.today(),
            List.of(
                Dossiers.line("FAC-1", due, "300.00", null).in(one),
                Dossiers.line("FAC-2", due, "200.00", null).in(other)),
            List.of(),
            new BigDecimal("500.00"),
            plain.deadline(),
            0);
    Notice notice = templates.write("email", "firm", both);
    return notice.text() + notice.html();
  }

  @ParameterizedTest
  @MethodSource("levels")
  void escapesWhatTheErpSays(Path level) {
    Dossier plain = dossier(level, "x");
    String evil = "<script>alert(1)</script>";
    Dossier dossier =
        new Dossier(
            new Dossier.Creditor(evil, evil, evil, evil, "FR76", evil, evil, evil, "fr"),
            new Dossier.Debtor(evil, evil, evil, List.of()),
            plain.language(),
            "EUR",
            plain.today(),
            plain.overdue().stream().map(l -> named(l, evil)).toList(),
            plain.coming().stream().map(l -> named(l, evil)).toList(),
            plain.asked(),
            plain.deadline(),
            0,
            Map.of(),
            plain.paid().stream().map(l -> named(l, evil)).toList());

    Notice notice = templates.write("email", name(level), dossier);

    assertThat(notice.html()).doesNotContain("<script").contains("&lt;script&gt;");
    assertThat(notice.text()).contains(evil);
  }

  private static Dossier.Line named(Dossier.Line line, String name) {
    return new Dossier.Line(
        name, name, line.issued(), line.due(), line.original(), line.open(), "javascript:alert(1)");
  }

  @ParameterizedTest
  @MethodSource("levels")
  void staysWithin25Lines(Path level) throws IOException {
    assertThat(Files.readAllLines(level)).hasSizeLessThanOrEqualTo(25);
  }

  @Test
  void everyLanguageHasTheSameLevels() throws IOException {
    assertThat(templates.languages()).containsExactly("en", "fr");
    assertThat(levels().stream().filter(l -> l.startsWith("templates/en")).map(TemplatesTest::name))
        .containsExactlyElementsOf(
            levels().stream()
                .filter(l -> l.startsWith("templates/fr"))
                .map(TemplatesTest::name)
                .toList());
  }

  @Test
  void fallsBackToTheCreditorsLanguageAndSaysSo() {
    Notice notice = templates.write("email", "friendly", Dossiers.overdue("de_AT", "Huber"));

    assertThat(notice.language()).isEqualTo("fr");
    assertThat(notice.remarks())
        .containsExactly(
            "no words for language de_AT: written with templates/fr/email/friendly.ftl");
    assertThat(templates.write("email", "friendly", Dossiers.overdue("fr_CA", "Roy")).remarks())
        .isEmpty();
  }

  @Test
  void aMissingTemplateSaysWhatToDo() {
    assertThatThrownBy(() -> templates.write("email", "nope", Dossiers.overdue("fr", "x")))
        .isInstanceOf(Unrenderable.class)
        .hasMessageContaining("no templates/LANGUAGE/email/nope.ftl for any of fr, en");
    assertThat(templates.has("email", "nope")).isFalse();
    assertThat(templates.has("email", "firm")).isTrue();
  }

  @Test
  void anUnknownNameFailsWithFileAndLine(@TempDir Path home) throws IOException {
    Templates broken =
        home(home, "<#assign subject>Bonjour</#assign>\n<#assign opening>${deptor.name}</#assign>");

    assertThatThrownBy(() -> broken.write("email", "x", Dossiers.overdue("fr", "x")))
        .isInstanceOf(Unrenderable.class)
        .hasMessageContaining("templates/fr/email/x.ftl line 2")
        .hasMessageContaining("deptor");
  }

  @Test
  void aTemplateCannotReachJavaOrLeaveItsFolder(@TempDir Path home) throws IOException {
    Templates evil =
        home(home, "<#assign ex = \"freemarker.template.utility.Execute\"?new()>${ex(\"id\")}");
    assertThatThrownBy(() -> evil.write("email", "x", Dossiers.overdue("fr", "x")))
        .isInstanceOf(Unrenderable.class);

    Files.writeString(home.resolve("secret.txt"), "api key");
    Files.writeString(home.resolve("templates/fr/email/x.ftl"), "<#include \"/../secret.txt\">");
    assertThatThrownBy(
            () ->
                home(home, "<#include \"/../secret.txt\">")
                    .write("email", "x", Dossiers.overdue("fr", "x")))
        .isInstanceOf(Unrenderable.class);
  }

  private static Templates home(Path home, String level) throws IOException {
    Path folder = home.resolve("templates/fr/email");
    Files.createDirectories(folder);
    for (String shared :
        List.of(
            "_shared/email.text.ftl",
            "_shared/email.html.ftlh",
            "_shared/email.macros.ftlh",
            "fr/_shared/words.ftl")) {
      Files.createDirectories(home.resolve("templates").resolve(shared).getParent());
      Files.writeString(
          home.resolve("templates").resolve(shared), Files.readString(SHIPPED.resolve(shared)));
    }
    Files.writeString(folder.resolve("x.ftl"), level);
    return Templates.in(home.resolve("templates"));
  }

  @Test
  void thanksNameWhatWasPaidAndAskForNothing() {
    Notice many = templates.write("email", "thanks", Dossiers.paid("fr", "Dupont", "EUR", 2));
    assertThat(plain(many.text() + many.html()))
        .contains("FAC/2026/0012", "FAC/2026/0031", "1 540,50 €", "Montant réglé")
        .doesNotContain("IBAN", "retard", "Payer en ligne", "pay.example", "Reste dû");
    Notice one = templates.write("email", "thanks", Dossiers.paid("en", "Smith", "USD", 1));
    assertThat(one.subject()).isEqualTo("Invoice FAC/2026/0012: payment received, thank you");
    assertThat(plain(one.text()))
        .contains("We have received your payment of invoice FAC/2026/0012, ")
        .contains("1,240.50. Thank you.");
    assertThat(
            plain(templates.write("email", "thanks", Dossiers.paid("fr", "Roy", "CHF", 1)).text()))
        .contains("le règlement de la facture FAC/2026/0012, d’un montant de 1 240,50 CHF");
  }

  private static String plain(String text) {
    return text.replaceAll("[\u00a0\u202f]", " ");
  }

  @Test
  void oneInvoiceHasAButtonAndOnlyWebLinksAreUsed() {
    assertThat(
            templates
                .write("email", "friendly", Dossiers.single("fr", "https://pay.example/12?a=1&b=2"))
                .html())
        .contains("href=\"https://pay.example/12?a=1&amp;b=2\" style=\"display:inline-block")
        .contains("Payer en ligne");
    assertThat(
            templates
                .write("email", "friendly", Dossiers.single("fr", "javascript:alert(1)"))
                .html())
        .doesNotContain("javascript")
        .doesNotContain("Payer en ligne");
  }
}
