package io.relance.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StopTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "STOP",
        "stop",
        " Stop. ",
        "\"STOP\"",
        "Arrêt",
        "STOP 36111",
        "Stop svp !",
        "arrêtez"
      })
  void isWhatPeopleWrite(String text) {
    assertThat(Stop.in(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "Bonjour", "Je stoppe", "non stop", "ok", "36111"})
  void isNotWhatSoundsLikeIt(String text) {
    assertThat(Stop.in(text)).isFalse();
  }
}
