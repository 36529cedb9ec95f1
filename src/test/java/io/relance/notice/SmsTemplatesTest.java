package io.relance.notice;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.outbox.Sms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped SMS: its golden text, its price, and that a stranger may read it. */
class SmsTemplatesTest {
  private static final Path SHIPPED = Path.of("templates");
  private static final Path GOLDEN = Path.of("src/test/resources/notices");

  /** Words that tell whoever sees the telephone that money is owed; whole words and their forms. */
  private static final Pattern TELLING =
      Pattern.compile(
          "(?iuU)\\b(dettes?|impay\\w*|créances?|factures?|échéances?|échue?s?|retards?|relances?|rappels?|recouvr\\w*|pai?e\\w*|"
              + "règle\\w*|réglez|sommes?|montants?|soldes?|dû|due?s?|doi[st]|devez|euros?|contentieux|poursuit\\w*|huissier|demeure|"
              + "debts?|invoices?|overdue|unpaid|pay\\w*|owed?|owing|amounts?|balance|outstanding|collect\\w*|reminders?|legal|court|"
              + "arrears|lawyer|sum)\\b|€|\\$|£|\\bEUR\\b|\\bUSD\\b");

  private final Templates templates = Templates.in(SHIPPED);

  static List<Path> levels() throws IOException {
    try (Stream<Path> files = Files.walk(SHIPPED)) {
      return files
          .filter(f -> f.getNameCount() == 4 && f.getName(2).endsWith("sms"))
          .sorted()
          .toList();
    }
  }

  private static String name(Path level) {
    return level.getFileName().toString().replace(".ftl", "");
  }

  private String written(Path level, Dossier dossier) {
    return templates.write("sms", name(level), dossier).parts().get("text").strip();
  }

  private static boolean thanks(Path level) {
    return name(level).equals("thanks");
  }

  private String many(Path level) {
    String language = level.getName(1).toString();
    String debtor = "Menuiserie Dupont & Fils";
    return written(
        level,
        thanks(level)
            ? Dossiers.paid(language, debtor, "EUR", 2)
            : Dossiers.overdue(language, debtor));
  }

  private String one(Path level) {
    String language = level.getName(1).toString();
    return written(
        level,
        thanks(level)
            ? Dossiers.paid(language, "Menuiserie Dupont", "EUR", 1)
            : Dossiers.single(language, "https://pay.example/12"));
  }

  @Test
  void everyLanguageHasTheSameLevels() throws IOException {
    assertThat(levels()).hasSize(14);
    assertThat(
            levels().stream().filter(l -> l.startsWith("templates/en")).map(SmsTemplatesTest::name))
        .containsExactlyElementsOf(
            levels().stream()
                .filter(l -> l.startsWith("templates/fr"))
                .map(SmsTemplatesTest::name)
                .toList());
  }

  @ParameterizedTest
  @MethodSource("levels")
  void rendersItsGoldenText(Path level) throws IOException {
    Sms many = Sms.folded(many(level));
    Sms one = Sms.folded(one(level));
    String all = "%s\n--- one invoice, no reference: %s\n".formatted(many.text(), one.text());
    Path golden = GOLDEN.resolve(level.getName(1) + "-sms-" + name(level) + ".txt");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, all);
    }

    assertThat(all).isEqualTo(Files.readString(golden));
    int most = thanks(level) ? 1 : 2;
    assertThat(many.coding()).isEqualTo(Sms.Coding.GSM);
    assertThat(many.segments()).isLessThanOrEqualTo(most);
    assertThat(one.segments()).isLessThanOrEqualTo(most);
  }

  @ParameterizedTest
  @MethodSource("levels")
  void aStrangerLearnsNothingOfMoney(Path level) throws IOException {
    assertThat(
            TELLING
                .matcher(Files.readString(level).replace("${", "{"))
                .results()
                .map(r -> r.group()))
        .as("words that tell, in %s", level)
        .isEmpty();
    for (String text : List.of(many(level), one(level))) {
      assertThat(TELLING.matcher(text).results().map(r -> r.group())).isEmpty();
      assertThat(text)
          .contains("Ateliers Lumière SARL", "+33 4 72 00 00 00")
          .doesNotContain("FAC", "AVO", "IBAN", "pay.example", "Dupont", "Martin")
          .doesNotContain(
              "1240", "1 240", "1,240", "300", "1500", "1 500", "980", "40,00", "40.00");
    }
  }

  @Test
  void theListOfTellingWordsTells() {
    assertThat(
            Stream.of(
                "Votre facture est échue",
                "un impayé",
                "le règlement attendu",
                "merci de payer",
                "5 €",
                "the amount owed",
                "an overdue invoice",
                "please pay"))
        .allMatch(text -> TELLING.matcher(text).find());
    assertThat(TELLING.matcher("nous restons sans nouvelles de vous, à deux pas").find()).isFalse();
  }
}
