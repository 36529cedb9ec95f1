package io.relance.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class PostalTest {
  private static final Postal BERLIN =
      new Postal("Hinterhaus\n Lange Straße 1 ", "10115", "Berlin", "DE");

  @Test
  void abroadTheCountryStandsLastInTheSendersLanguage() {
    assertThat(BERLIN.lines("Müller", Locale.FRANCE))
        .containsExactly("Müller", "Hinterhaus", "Lange Straße 1", "10115 BERLIN", "ALLEMAGNE");
    assertThat(BERLIN.lines("Müller", Locale.UK)).endsWith("10115 BERLIN", "GERMANY");
  }

  @Test
  void atHomeAndWhereEitherCountryIsNotKnownThereIsNone() {
    assertThat(BERLIN.lines("Müller", Locale.GERMANY)).endsWith("10115 BERLIN");
    assertThat(BERLIN.lines("Müller", Locale.FRENCH)).endsWith("10115 BERLIN");
    for (String country : new String[] {null, "", "XX", "Allemagne"}) {
      assertThat(new Postal("1 rue", "10115", "Berlin", country).lines("Müller", Locale.FRANCE))
          .as(country)
          .endsWith("10115 BERLIN");
    }
  }

  @Test
  void withoutStreetOrCityNothingArrives() {
    assertThat(new Postal(" ", "10115", "Berlin", "DE").lines("Müller", Locale.FRANCE)).isEmpty();
    assertThat(new Postal("1 rue", "10115", null, "DE").lines("Müller", Locale.FRANCE)).isEmpty();
  }
}
