package io.relance.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.policy.Reason.Code;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordsTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-06-13");

  private static String fr(Reason reason) {
    return Words.in(Locale.FRENCH).of(reason, "EUR", TODAY).replace('\u202f', ' ');
  }

  private static String en(Reason reason) {
    return Words.in(Locale.ENGLISH).of(reason, "EUR", TODAY);
  }

  @Test
  void aLevelIsToldWithItsFigures() {
    var reason = Reason.of(Code.LEVEL, 2, "Rappel ferme", 10, "2026-06-01", "1240.50", "50.00");
    assertThat(fr(reason))
        .isEqualTo(
            "niveau 2 (Rappel ferme) : échéance la plus ancienne 2026-06-01,"
                + " 12 jours de retard ≥ 10, 1 240,50 EUR ≥ 50,00");
    assertThat(en(reason))
        .isEqualTo(
            "level 2 (Rappel ferme): oldest due date 2026-06-01,"
                + " 12 days late ≥ 10, 1,240.50 EUR ≥ 50.00");
  }

  @Test
  void oneDayIsNotManyAndNoMinimumIsNotShown() {
    assertThat(en(Reason.of(Code.LEVEL, 1, "First", 1, "2026-06-12", "9.00", "")))
        .isEqualTo("level 1 (First): oldest due date 2026-06-12, 1 day late ≥ 1, 9.00 EUR");
  }

  @Test
  void aLevelBeforeTheDueDateAndOneReachedBeforeADueDateMovedReadDifferently() {
    assertThat(fr(Reason.of(Code.LEVEL, 1, "À venir", -10, "2026-06-20", "100.00", "15.00")))
        .isEqualTo(
            "niveau 1 (À venir) : échéance 2026-06-20, 10 jours avant ou moins, 100,00 EUR ≥ 15,00");
    assertThat(en(Reason.of(Code.LEVEL, 3, "Firm", 10, "2026-06-10", "100.00", "")))
        .isEqualTo("level 3 (Firm), reached before: oldest due date 2026-06-10, 100.00 EUR");
  }

  @Test
  void whatWaitsSaysUntilWhen() {
    assertThat(fr(Reason.of(Code.WAIT_CONTACT, "2026-06-10", 5, "2026-06-15")))
        .isEqualTo(
            "dernier contact 2026-06-10, au moins 5 jours entre deux :"
                + " possible à partir du 2026-06-15");
    assertThat(fr(Reason.of(Code.REACHED, 2, "2026-06-10", 3, "2026-06-30")))
        .isEqualTo("niveau 2 envoyé le 2026-06-10 ; niveau 3 à partir du 2026-06-30");
    assertThat(fr(Reason.of(Code.LAST_LEVEL, 3, "")))
        .isEqualTo("dernier niveau 3 déjà envoyé, rien ne suit");
  }

  @Test
  void amountsCarryTheDecimalsOfTheirCurrency() {
    var reason = Reason.of(Code.CREDIT_COVERS, "120000", "100000");
    assertThat(Words.in(Locale.ENGLISH).of(reason, "JPY", TODAY))
        .isEqualTo("credits 120,000 JPY ≥ 100,000 JPY to ask for");
    assertThat(Words.in(Locale.ENGLISH).of(Reason.of(Code.CREDIT, "1.5"), "TND", TODAY))
        .isEqualTo("credit of 1.500 TND");
  }

  @ParameterizedTest
  @EnumSource(Code.class)
  void everyReasonIsSaidInBothLanguagesWhateverTheMachineSpeaks(Code code) {
    var machine = Locale.getDefault();
    Locale.setDefault(Locale.JAPAN);
    try {
      var reason = Reason.of(code, "1", "2", "3", "2026-06-30", "5", "");
      assertThat(en(reason)).isNotBlank().doesNotContain("{").doesNotContain("envoyé");
      assertThat(fr(reason)).isNotBlank().doesNotContain("{").isNotEqualTo(en(reason));
    } finally {
      Locale.setDefault(machine);
    }
  }
}
