package io.relance.outbox;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a colleague wrote on a task that is done, in French or English: a promise with its day, that
 * nobody answered, or simply done. A promise without a day that can be read is no promise to the
 * hub: a person reads the words.
 *
 * @param until the promised day; null = none
 */
public record Feedback(Kind kind, @Nullable LocalDate until, String text) {
  /** What came of it. */
  public enum Kind {
    DONE,
    NO_ANSWER,
    PROMISE;

    /** As the journal says it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private static final Pattern PROMISE =
      Pattern.compile(
          "(?iu)\\b(promesse|promet|promis|promise[ds]?|will pay|paiera|va payer|virement prévu)");
  private static final Pattern NO_ANSWER =
      Pattern.compile(
          "(?iu)\\b(pas de réponse|sans réponse|ne répond|injoignable|répondeur|no answer|no reply|voice ?mail|not reachable)");
  private static final Pattern ISO = Pattern.compile("\\b(\\d{4})-(\\d{2})-(\\d{2})\\b");
  private static final Pattern DAY_FIRST =
      Pattern.compile("\\b(\\d{1,2})[/.](\\d{1,2})(?:[/.](\\d{4}|\\d{2}))?\\b");

  /**
   * Reads it.
   *
   * @param on the day on which it was written: a day without year is the next one after it
   */
  public static Feedback read(String text, LocalDate on) {
    if (PROMISE.matcher(text).find()) {
      LocalDate until = day(text, on);
      return new Feedback(until == null ? Kind.DONE : Kind.PROMISE, until, text);
    }
    return new Feedback(NO_ANSWER.matcher(text).find() ? Kind.NO_ANSWER : Kind.DONE, null, text);
  }

  /** Whether it speaks of a promise whose day nobody can read. */
  public boolean unclear() {
    return until == null && PROMISE.matcher(text).find();
  }

  private static @Nullable LocalDate day(String text, LocalDate on) {
    try {
      Matcher iso = ISO.matcher(text);
      if (iso.find()) {
        return after(LocalDate.parse(iso.group()), on);
      }
      Matcher day = DAY_FIRST.matcher(text);
      return day.find() ? dayFirst(day, on) : null;
    } catch (DateTimeException noDay) {
      return null;
    }
  }

  private static @Nullable LocalDate dayFirst(Matcher found, LocalDate on) {
    int day = Integer.parseInt(found.group(1));
    int month = Integer.parseInt(found.group(2));
    String year = found.group(3);
    if (year != null) {
      int written = Integer.parseInt(year);
      return after(LocalDate.of(written < 100 ? 2000 + written : written, month, day), on);
    }
    LocalDate next = LocalDate.of(on.getYear(), month, day);
    return next.isBefore(on) ? next.plusYears(1) : next;
  }

  /** A day in the past, or years ahead, is a slip of the pen. */
  private static @Nullable LocalDate after(LocalDate day, LocalDate on) {
    return day.isBefore(on) || day.isAfter(on.plusYears(1)) ? null : day;
  }
}
