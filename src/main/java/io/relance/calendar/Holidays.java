package io.relance.calendar;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The public holidays of countries and their regions, as jollyday knows them. */
public final class Holidays {
  private record Asked(String where, Year year) {}

  private final Map<Asked, Map<LocalDate, String>> known = new ConcurrentHashMap<>();

  /**
   * The public holiday on that day; empty = it is none, or nothing is known of that place.
   *
   * @param where a {@link Place#holidays()}
   */
  public Optional<String> find(String where, LocalDate day) {
    return Optional.ofNullable(
        known.computeIfAbsent(new Asked(where, Year.from(day)), Holidays::read).get(day));
  }

  private static Map<LocalDate, String> read(Asked asked) {
    String[] path = asked.where().split("/");
    if (!HolidayManager.getSupportedCalendarCodes().contains(path[0].toUpperCase(Locale.ROOT))) {
      return Map.of();
    }
    return HolidayManager.getInstance(ManagerParameters.create(path[0]))
        .getHolidays(
            asked.year(), HolidayType.PUBLIC_HOLIDAY, Arrays.copyOfRange(path, 1, path.length))
        .stream()
        .collect(
            Collectors.toMap(
                Holiday::getDate, holiday -> holiday.getDescription(Locale.ENGLISH), (a, b) -> a));
  }
}
