package io.relance.connector.file;

import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When an invoice falls due after its date: {@code 30}, {@code 45 FDM} (45 days, then the end of
 * the month), {@code 30 FDM 10} (then the 10th of the next month); {@code fin de mois} and {@code
 * eom} mean FDM.
 *
 * @param endOfMonth then the end of that month
 * @param on then that day of the next month; 0 = none
 */
record Terms(int days, boolean endOfMonth, int on) {
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "(\\d{1,3})\\s*(?:j|jours?|days?|net)?\\s*(fdm|fin de mois|eom)?(?:\\s*(?:le)?\\s*(\\d{1,2}))?");

  /** Reads it; empty when it is none of these. */
  static Optional<Terms> of(String text) {
    Matcher matcher = GRAMMAR.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches() || (matcher.group(2) == null && matcher.group(3) != null)) {
      return Optional.empty();
    }
    int on = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    return on > 31
        ? Optional.empty()
        : Optional.of(new Terms(Integer.parseInt(matcher.group(1)), matcher.group(2) != null, on));
  }

  LocalDate due(LocalDate issued) {
    LocalDate due = issued.plusDays(days);
    if (endOfMonth) {
      due = due.with(TemporalAdjusters.lastDayOfMonth());
    }
    if (on > 0) {
      LocalDate next = due.plusMonths(1);
      due = next.withDayOfMonth(Math.min(on, next.lengthOfMonth()));
    }
    return due;
  }
}
