package io.relance.ledger;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;

/** Amounts as ERPs write them: exact, or off by the noise of a binary float at most. */
public final class Amounts {
  /** A thousandth of the smallest unit of any currency that the ledger holds. */
  private static final BigDecimal NOISE = new BigDecimal("0.000001");

  private static final int MOST_DIGITS = 16;

  private Amounts() {}

  /** The currency's decimals: EUR 2, JPY 0, TND 3; empty when it is no currency. */
  public static Optional<Integer> decimals(String currency) {
    try {
      int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
      return decimals < 0 ? Optional.empty() : Optional.of(decimals);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The amount with at most so many decimals; empty when the text is no amount, has more decimals
   * than float noise explains, or more digits than money has.
   */
  public static Optional<BigDecimal> read(String text, int decimals) {
    try {
      return exact(new BigDecimal(text), decimals);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<BigDecimal> exact(BigDecimal value, int decimals) {
    if (Math.abs((long) value.precision() - value.scale()) > MOST_DIGITS) {
      return value.signum() == 0 ? Optional.of(BigDecimal.ZERO) : Optional.empty();
    }
    BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_EVEN);
    return value.subtract(rounded).abs().compareTo(NOISE) <= 0
        ? Optional.of(rounded)
        : Optional.empty();
  }
}
