package io.relance.policy;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a policy lets a debtor be contacted (decision 0007).
 *
 * @param days on which a channel with hours may leave
 * @param holidays it may not on public holidays where the debtor is
 * @param hours of the debtor's clock, per channel; a channel not in it is held by nothing
 * @param most how often within some days, over all channels; null = no cap
 * @param afterIssue days that must have passed since an item was issued before it is reminded of
 */
public record Calendar(
    Set<DayOfWeek> days,
    boolean holidays,
    Map<String, Hours> hours,
    @Nullable Most most,
    int afterIssue) {

  /** Nothing is held. */
  public static final Calendar OPEN =
      new Calendar(EnumSet.allOf(DayOfWeek.class), false, Map.of(), null, 0);

  public Calendar {
    days = Set.copyOf(days);
    hours = Map.copyOf(hours);
  }

  /**
   * From this minute of the day until before that one: 480 to 1,200 is 08:00-20:00, 1,440 midnight.
   */
  public record Hours(int from, int until) {
    public static final int DAY = 24 * 60;

    public Hours {
      if (from < 0 || from >= until || until > DAY) {
        throw new IllegalArgumentException("hours that never open: " + from + " to " + until);
      }
    }

    boolean include(LocalTime time) {
      int minute = time.getHour() * 60 + time.getMinute();
      return minute >= from && minute < until;
    }

    /** As in the policy file: 08:00-20:00. */
    @Override
    public String toString() {
      return "%02d:%02d-%02d:%02d".formatted(from / 60, from % 60, until / 60, until % 60);
    }
  }

  /** At most so many days of contact within so many days, that day included. */
  public record Most(int contacts, int days) {
    /** Of an account so many last days of contact are known. */
    public static final int KNOWN = 12;
  }
}
