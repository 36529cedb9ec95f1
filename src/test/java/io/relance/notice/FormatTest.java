package io.relance.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class FormatTest {
  private final Format french = Format.of("fr");
  private final Format english = Format.of("en");

  @Test
  void moneyHasItsCurrencysDecimals() {
    assertThat(french.money(new BigDecimal("1240.500"), "EUR")).isEqualTo("1\u202f240,50\u00a0€");
    assertThat(english.money(new BigDecimal("1240.500"), "EUR")).isEqualTo("€1,240.50");
    assertThat(french.money(new BigDecimal("1240.500"), "TND"))
        .isEqualTo("1\u202f240,500\u00a0TND");
    assertThat(french.money(new BigDecimal("124000"), "JPY")).startsWith("124\u202f000\u00a0");
  }

  @Test
  void creditsCarryATrueMinus() {
    assertThat(french.money(new BigDecimal("-40"), "EUR")).isEqualTo("−40,00\u00a0€");
    assertThat(english.money(new BigDecimal("-40"), "EUR")).isEqualTo("−€40.00");
  }

  @Test
  void datesAreWrittenOut() {
    assertThat(french.date(LocalDate.of(2026, 7, 1))).isEqualTo("1er\u00a0juillet\u00a02026");
    assertThat(english.date(LocalDate.of(2026, 7, 11))).isEqualTo("11\u00a0July\u00a02026");
    assertThat(Format.of("de").date(LocalDate.of(2026, 7, 1))).isEqualTo("1.\u00a0Juli\u00a02026");
  }
}
