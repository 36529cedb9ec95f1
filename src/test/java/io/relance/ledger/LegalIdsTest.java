package io.relance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LegalIdsTest {
  @ParameterizedTest
  @CsvSource({
    "732829320, , 732829320, ",
    "732 829 320, , 732829320, ",
    "732.829.320 00074, , 732829320, ",
    ", FR44732829320, 732829320, FR44732829320",
    ", fr 44 732 829 320, 732829320, FR44732829320",
    "552100554, FR44732829320, 552100554, FR44732829320",
    ", FRK7732829320, 732829320, FRK7732829320",
    ", DE136695976, , DE136695976",
    ", NL 8109.94.755.B01, , NL810994755B01",
    ", BE0428.759.497, , BE0428759497",
    ", ESX1234567X, , ESX1234567X",
  })
  void whatIsOneIsRead(String siren, String vat, String readSiren, String readVat) {
    assertThat(LegalIds.of(siren, vat)).isEqualTo(new LegalIds(readSiren, readVat));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "732829321", "000000000", "73282932", "7328293200007", "RCS Lyon", "N/A"})
  void whatIsNoSirenIsNone(String siren) {
    assertThat(LegalIds.of(siren, null)).isEqualTo(new LegalIds(null, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "FR45732829320",
        "FR44732829321",
        "FR00000000000",
        "EXEMPT",
        "DE",
        "DE000000000",
        "DE99 9999 999",
        "XX123456789",
        "123456789",
        "à venir"
      })
  void whatIsNoVatNumberIsNone(String vat) {
    assertThat(LegalIds.of(null, vat)).isEqualTo(new LegalIds(null, null));
  }

  @Test
  void nothingIsNothing() {
    assertThat(LegalIds.of(null, null)).isEqualTo(new LegalIds(null, null));
  }
}
