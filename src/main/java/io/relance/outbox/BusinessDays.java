package io.relance.outbox;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * Monday to Friday; holidays count as days here, they only make an act or a file stale a little
 * earlier.
 */
public final class BusinessDays {
  private BusinessDays() {}

  /** The day that lies so many business days before this one. */
  public static LocalDate before(LocalDate day, int days) {
    LocalDate earlier = day;
    for (int left = days; left > 0; ) {
      earlier = earlier.minusDays(1);
      left -= isBusiness(earlier) ? 1 : 0;
    }
    return earlier;
  }

  /** The day that lies so many business days after this one. */
  public static LocalDate after(LocalDate day, int days) {
    LocalDate later = day;
    for (int left = days; left > 0; ) {
      later = later.plusDays(1);
      left -= isBusiness(later) ? 1 : 0;
    }
    return later;
  }

  private static boolean isBusiness(LocalDate day) {
    return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
  }
}
