package io.relance.connector.file;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Amounts and days as accounting programs write them. */
final class Figures {
  private static final int MOST_DIGITS = 15;
  private static final Pattern DASHED = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)(?:[ T].*)?");
  private static final Pattern SLASHED =
      Pattern.compile("(\\d\\d)[/.](\\d\\d)[/.](\\d{4})(?: .*)?");
  private static final Pattern BARE = Pattern.compile("(\\d{4})(\\d\\d)(\\d\\d)(?:[ T].*)?");

  private Figures() {}

  /**
   * An amount with an optional sign and one decimal mark, in padding of spaces and zeros; nothing
   * is zero. Empty when it is no amount, or has more than 15 digits.
   */
  static Optional<BigDecimal> amount(String text, char decimal) {
    StringBuilder plain = new StringBuilder(text.length());
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits += digits > 0 || c != '0' ? 1 : 0;
        plain.append(c);
      } else if (c == decimal) {
        plain.append('.');
      } else if (c == '-' || c == '+') {
        plain.append(c);
      } else if (!isSpace(c)) {
        return Optional.empty();
      }
    }
    return plain.isEmpty() ? Optional.of(BigDecimal.ZERO) : exact(plain, digits);
  }

  private static Optional<BigDecimal> exact(StringBuilder plain, int digits) {
    int last = plain.length() - 1;
    if (last > 0 && plain.charAt(last) == '-') {
      plain.deleteCharAt(last).insert(0, '-');
    }
    try {
      return digits > MOST_DIGITS
          ? Optional.empty()
          : Optional.of(new BigDecimal(plain.toString()));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /**
   * The amount with as many decimals as its currency has; empty when it has more, or the currency
   * is none.
   */
  static Optional<BigDecimal> exact(BigDecimal amount, String currency) {
    int decimals = decimals(currency);
    if (decimals < 0 || amount.scale() <= decimals) {
      return decimals < 0 ? Optional.empty() : Optional.of(amount.setScale(decimals));
    }
    BigDecimal shorter = amount.stripTrailingZeros();
    return shorter.scale() <= decimals ? Optional.of(shorter.setScale(decimals)) : Optional.empty();
  }

  private static int decimals(String currency) {
    try {
      return currency.equals("EUR") ? 2 : Currency.getInstance(currency).getDefaultFractionDigits();
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }

  /** Blanks as they stand in numbers: plain, no-break, narrow no-break. */
  static boolean isSpace(char c) {
    return c == ' ' || c == '\u00a0' || c == '\u202f' || c == '\t';
  }

  /** A day as 20261122, 2026-11-22 or 22/11/2026, a time behind it left aside. */
  static Optional<LocalDate> day(String text) {
    String stripped = text.strip();
    Matcher bare = BARE.matcher(stripped);
    if (bare.matches()) {
      return day(bare.group(1), bare.group(2), bare.group(3));
    }
    Matcher dashed = DASHED.matcher(stripped);
    if (dashed.matches()) {
      return day(dashed.group(1), dashed.group(2), dashed.group(3));
    }
    Matcher slashed = SLASHED.matcher(stripped);
    return slashed.matches()
        ? day(slashed.group(3), slashed.group(2), slashed.group(1))
        : Optional.empty();
  }

  private static Optional<LocalDate> day(String year, String month, String day) {
    try {
      int y = Integer.parseInt(year);
      return y < 1950 || y > 2100
          ? Optional.empty()
          : Optional.of(LocalDate.of(y, Integer.parseInt(month), Integer.parseInt(day)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
