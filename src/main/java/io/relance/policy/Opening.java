package io.relance.policy;

import io.relance.policy.Calendar.Hours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRules;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * When a message may leave by a channel with hours, on the debtor's clock. Pure.
 *
 * @param at now, or the first later moment at which it may leave
 * @param why it may not leave now
 */
public record Opening(ZonedDateTime at, Why why) {
  private static final int FAR = 400;

  /** What keeps a message; NOTHING = it may leave now. */
  public enum Why {
    NOTHING,
    DAY,
    HOLIDAY,
    HOURS
  }

  /**
   * The first moment from now on.
   *
   * @param now on the debtor's clock
   * @param holiday is that day a public holiday where the debtor is?
   * @throws IllegalStateException when there is none for more than a year
   */
  public static Opening of(
      Calendar calendar, Hours hours, ZonedDateTime now, Predicate<LocalDate> holiday) {
    var rule = new Rule(calendar, hours, holiday);
    var why = rule.why(now);
    return why == Why.NOTHING ? new Opening(now, why) : new Opening(rule.next(now), why);
  }

  public boolean now() {
    return why == Why.NOTHING;
  }

  private record Rule(Calendar calendar, Hours hours, Predicate<LocalDate> holiday) {
    Why why(ZonedDateTime at) {
      var day = day(at.toLocalDate());
      return day != Why.NOTHING || hours.include(at.toLocalTime()) ? day : Why.HOURS;
    }

    private Why day(LocalDate day) {
      if (!calendar.days().contains(day.getDayOfWeek())) {
        return Why.DAY;
      }
      return calendar.holidays() && holiday.test(day) ? Why.HOLIDAY : Why.NOTHING;
    }

    ZonedDateTime next(ZonedDateTime now) {
      return now.toLocalDate()
          .datesUntil(now.toLocalDate().plusDays(FAR))
          .filter(day -> day(day) == Why.NOTHING)
          .flatMap(day -> beginnings(day, now.getZone()))
          .filter(begins -> begins.isAfter(now) && why(begins) == Why.NOTHING)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no " + hours + " within " + FAR + " days"));
    }

    /**
     * The hours of a day begin when they say, twice where the clock is set back over it, or when
     * the clock is set forward or back into them.
     */
    private Stream<ZonedDateTime> beginnings(LocalDate day, ZoneId zone) {
      var rules = zone.getRules();
      var local = day.atStartOfDay().plusMinutes(hours.from());
      return Stream.concat(
              rules.getValidOffsets(local).stream().map(local::toInstant), changes(day, rules))
          .map(instant -> instant.atZone(zone))
          .filter(begins -> begins.toLocalDate().equals(day))
          .sorted();
    }

    private static Stream<Instant> changes(LocalDate day, ZoneRules rules) {
      var before = day.minusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
      var change = rules.nextTransition(before);
      return change == null ? Stream.empty() : Stream.of(change.getInstant());
    }
  }
}
