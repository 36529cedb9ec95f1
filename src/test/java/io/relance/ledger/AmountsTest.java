package io.relance.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AmountsTest {
  @ParameterizedTest
  @CsvSource({
    "1240.5,2,1240.50",
    "1240.4999999999998,2,1240.50",
    "0.30000000000000004,2,0.30",
    "-12.345,3,-12.345",
    "9000,0,9000",
    "9000.00,0,9000",
    "1.2405E3,2,1240.50",
    "0E-20,2,0.00"
  })
  void readsWhatIsExactOrOffByFloatNoise(String text, int decimals, BigDecimal amount) {
    assertThat(Amounts.read(text, decimals).orElseThrow()).isEqualByComparingTo(amount);
  }

  @ParameterizedTest
  @CsvSource({
    "12.345,2",
    "0.5,0",
    "12.00001,2",
    "twelve,2",
    "'12,50',2",
    "99999999999999999.00,2",
    "1E+400,2",
    "'',2"
  })
  void refusesWhatMoneyCannotBe(String text, int decimals) {
    assertThat(Amounts.read(text, decimals)).isEmpty();
  }

  @Test
  void knowsTheDecimalsOfCurrencies() {
    assertThat(Amounts.decimals("JPY")).contains(0);
    assertThat(Amounts.decimals("TND")).contains(3);
    assertThat(Amounts.decimals("EURO")).isEmpty();
    assertThat(Amounts.decimals("XXX")).isEmpty();
  }
}
