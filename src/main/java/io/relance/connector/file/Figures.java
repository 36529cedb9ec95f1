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
    long digits = 0;
    int count = 0;
    int scale = -1;
    char sign = 0;
    boolean started = false;
    boolean behind = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9' && !behind) {
        digits = digits * 10 + (c - '0');
        started = true;
        count += digits == 0 ? 0 : 1;
        scale += scale < 0 ? 0 : 1;
      } else if (c == decimal && scale < 0) {
        scale = 0;
      } else if ((c == '-' || c == '+') && sign == 0) {
        sign = c;
        behind = started;
      } else if (!isSpace(c)) {
        return Optional.empty();
      }
      if (count > MOST_DIGITS || scale > MOST_DIGITS) {
        return Optional.empty();
      }
    }
    return Optional.of(BigDecimal.valueOf(sign == '-' ? -digits : digits, Math.max(scale, 0)));
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
    if (stripped.length() == 8 && isNumber(stripped)) {
      int number = Integer.parseInt(stripped);
      return day(number / 10_000, number / 100 % 100, number % 100);
    }
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

  private static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static Optional<LocalDate> day(String year, String month, String day) {
    return day(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
  }

  private static Optional<LocalDate> day(int year, int month, int day) {
    try {
      return year < 1950 || year > 2100
          ? Optional.empty()
          : Optional.of(LocalDate.of(year, month, day));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
