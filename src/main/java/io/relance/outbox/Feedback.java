package io.relance.outbox;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.MatchResult;
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

  /** Not "pas de promesse", "ne promet rien", "paiera pas"; but "ne paiera que le 28/11". */
  private static final Pattern PROMISE =
      Pattern.compile(
          "(?iu)(?:(?<!\\b(?:ne|ne (?:me|nous|lui)|pas|pas de|aucune|rien|jamais|sans|ni|no|not|never|\\w{2,6}n['’]t) )"
              + "|(?=(?:va )?\\p{L}+ qu(?:e\\b|['’])))"
              + "\\b(promesse|promet|promis|promise[ds]?|will pay|paiera|va payer|virement prévu)"
              + "(?! (?:pas|rien|jamais)\\b)");

  private static final Pattern NO_ANSWER =
      Pattern.compile(
          "(?iu)\\b(pas de réponse|sans réponse|ne répond|injoignable|répondeur|no answer|no reply|voice ?mail|not reachable)");
  private static final Pattern DAY =
      Pattern.compile(
          "(?<![\\d/.-])(?:(\\d{4}-\\d{2}-\\d{2})|(\\d{1,2})[/.](\\d{1,2})(?:[/.](\\d{4}|\\d{2}))?)(?![\\d]|[/.-]\\d)");

  private static final int MOST_DAYS = 365;

  /** "le 12/11" that was last month is not next year's. */
  private static final int MOST_DAYS_UNDATED = 92;

  /**
   * Reads it.
   *
   * @param on the day on which it was written: a day without year is the next one, within three
   *     months
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

  /** The first day in it that can be meant; amounts, fractions and days that are over are not. */
  private static @Nullable LocalDate day(String text, LocalDate on) {
    return DAY.matcher(text)
        .results()
        .map(found -> day(found, on))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable LocalDate day(MatchResult found, LocalDate on) {
    try {
      if (found.group(1) != null) {
        return soon(LocalDate.parse(found.group(1)), on, MOST_DAYS);
      }
      int day = Integer.parseInt(found.group(2));
      int month = Integer.parseInt(found.group(3));
      if (found.group(4) == null) {
        LocalDate next = LocalDate.of(on.getYear(), month, day);
        return soon(next.isBefore(on) ? next.plusYears(1) : next, on, MOST_DAYS_UNDATED);
      }
      int year = Integer.parseInt(found.group(4));
      return soon(LocalDate.of(year < 100 ? 2000 + year : year, month, day), on, MOST_DAYS);
    } catch (DateTimeException noDay) {
      return null;
    }
  }

  /** A day in the past, or far ahead, is a slip of the pen, or means something else. */
  private static @Nullable LocalDate soon(LocalDate day, LocalDate on, int most) {
    return day.isBefore(on) || day.isAfter(on.plusDays(most)) ? null : day;
  }
}
