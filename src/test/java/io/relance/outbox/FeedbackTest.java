package io.relance.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.outbox.Feedback.Kind;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What colleagues write on a task that is done. */
class FeedbackTest {
  private static final LocalDate ON = LocalDate.of(2026, 11, 24);

  @ParameterizedTest
  @CsvSource({
    "promesse 30/11, 2026-11-30",
    "Promesse de virement le 30/11/2026, 2026-11-30",
    "promet de payer le 5.12.26, 2026-12-05",
    "promised until 2026-12-01, 2026-12-01",
    "'will pay on 15/1, called Mr Martin', 2027-01-15",
    "promesse pour aujourd'hui 24/11, 2026-11-24",
    "'promesse du 12/11 non tenue, paiera le 2/12', 2026-12-02",
    "'paiera 1/3 le 15/12, le reste le 15/1', 2026-12-15",
    "ne paiera que le 28/11, 2026-11-28",
    "'il ne nous paiera qu''après le 30/11', 2026-11-30",
    "il ne va payer que le 2/12, 2026-12-02",
    "'paiera 12.50 EUR le 15/12, tel. 06.12.34.56.78', 2026-12-15"
  })
  void aPromiseHasItsDay(String text, LocalDate until) {
    assertThat(Feedback.read(text, ON)).isEqualTo(new Feedback(Kind.PROMISE, until, text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "promesse la semaine prochaine",
        "promesse 31/02",
        "promesse 30/11/2025",
        "promesse du 12/11 non tenue",
        "paiera, le rappeler au 06.12.34.56.78"
      })
  void aPromiseWhoseDayNobodyReadsIsNoneAndSaidSo(String text) {
    Feedback read = Feedback.read(text, ON);
    assertThat(read.kind()).isEqualTo(Kind.DONE);
    assertThat(read.until()).isNull();
    assertThat(read.unclear()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pas de réponse",
        "répondeur, message laissé",
        "No answer",
        "injoignable le 30/11"
      })
  void nobodyAnswered(String text) {
    assertThat(Feedback.read(text, ON).kind()).isEqualTo(Kind.NO_ANSWER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pas de promesse, rappeler le 30/11",
        "Ne promet rien, litige sur la livraison du 28/11",
        "n'a rien promis, revoir le 30/11",
        "aucune promesse de leur part avant le 15/12",
        "ne paiera pas, conteste ; rendez-vous le 30/11",
        "ne nous promet rien avant le 15/12",
        "il paiera pas, voir le 30/11",
        "no promise, call again 2026-11-30",
        "has not promised anything, call on 2026-11-30",
        "didn't promise, call on 2026-11-30"
      })
  void whoPromisesNothingIsNotHeld(String text) {
    assertThat(Feedback.read(text, ON)).isEqualTo(new Feedback(Kind.DONE, null, text));
    assertThat(Feedback.read(text, ON).unclear()).isFalse();
  }

  @Test
  void whatWasRefusedBeforeMayBePromisedNow() {
    LocalDate until = LocalDate.of(2026, 12, 2);
    String text = "aucune promesse la dernière fois, paiera le 2/12";
    assertThat(Feedback.read(text, ON)).isEqualTo(new Feedback(Kind.PROMISE, until, text));
  }

  @Test
  void allElseIsDone() {
    assertThat(Feedback.read("", ON)).isEqualTo(new Feedback(Kind.DONE, null, ""));
    assertThat(Feedback.read("Facture renvoyée le 20/11", ON).kind()).isEqualTo(Kind.DONE);
    assertThat(Feedback.read("compromis", ON).unclear()).isFalse();
  }
}
