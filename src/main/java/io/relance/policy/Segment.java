package io.relance.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * For whom a policy is, when the debtor names none. Empty or null parts match everybody; all parts
 * must match.
 *
 * @param companies "source/company key"
 * @param minimumOverdue late items, credits not counted, in the account's own currency
 * @param minimumDaysLate of the oldest item
 */
public record Segment(
    Set<String> companies,
    Set<String> countries,
    Set<String> languages,
    Set<String> categories,
    Set<String> tags,
    Set<String> currencies,
    @Nullable Boolean business,
    @Nullable BigDecimal minimumOverdue,
    @Nullable Integer minimumDaysLate) {

  /** Matches every account. */
  public static final Segment EVERYBODY =
      new Segment(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, null, null);

  boolean matches(Account account, LocalDate today) {
    return fits(account) && late(account, today);
  }

  /** The parts that no calendar changes. */
  private boolean fits(Account account) {
    return any(companies, account.company())
        && any(countries, account.country())
        && any(languages, account.language())
        && any(categories, account.category())
        && any(currencies, account.currency())
        && (tags.isEmpty() || !Collections.disjoint(tags, account.tags()))
        && (business == null || business.equals(account.business()));
  }

  private static boolean any(Set<String> wanted, @Nullable String value) {
    return wanted.isEmpty() || value != null && wanted.contains(value);
  }

  private boolean late(Account account, LocalDate today) {
    return (minimumOverdue == null || overdue(account, today).compareTo(minimumOverdue) >= 0)
        && (minimumDaysLate == null || oldest(account, today) >= minimumDaysLate);
  }

  private static BigDecimal overdue(Account account, LocalDate today) {
    var sum = BigDecimal.ZERO;
    for (var item : account.items()) {
      if (!item.credit() && item.due().isBefore(today)) {
        sum = sum.add(item.open());
      }
    }
    return sum;
  }

  private static long oldest(Account account, LocalDate today) {
    long days = Long.MIN_VALUE;
    for (var item : account.items()) {
      if (!item.credit()) {
        days = Math.max(days, ChronoUnit.DAYS.between(item.due(), today));
      }
    }
    return days;
  }

  /** The first later day on which an account that does not match may match. */
  LocalDate mayMatch(Account account, LocalDate today) {
    var first = Decision.NEVER;
    if ((minimumOverdue == null && minimumDaysLate == null) || !fits(account)) {
      return first;
    }
    for (var item : account.items()) {
      if (minimumOverdue != null) {
        first = Days.earlier(first, item.due().plusDays(1), today);
      }
      if (minimumDaysLate != null) {
        first = Days.earlier(first, item.due().plusDays(minimumDaysLate), today);
      }
    }
    return first;
  }
}
