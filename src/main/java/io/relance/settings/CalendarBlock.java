package io.relance.settings;

import io.relance.outbox.Channel;
import io.relance.policy.Calendar;
import io.relance.policy.Calendar.Hours;
import io.relance.policy.Calendar.Most;
import io.relance.policy.Reaches;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** When a policy lets a debtor be contacted: its block 'calendar'. */
final class CalendarBlock {
  private static final Set<String> KEYS =
      Set.of("days", "holidays", "hours", "most", "after-issue");
  private static final Set<String> MOST = Set.of("contacts", "days");
  private static final Set<DayOfWeek> USUAL_DAYS =
      EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY);
  private static final Map<String, Set<DayOfWeek>> DAYS =
      Map.of(
          "monday-friday", EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
          "monday-saturday", USUAL_DAYS,
          "every day", EnumSet.allOf(DayOfWeek.class));
  private static final Map<String, Boolean> HOLIDAYS = Map.of("debtor", true, "none", false);
  private static final String TIME = "([01]\\d|2[0-3]):[0-5]\\d|24:00";

  /** What rings in a pocket does not ring at night; no law says when, so it may be changed. */
  private static final Hours QUIET = new Hours(8 * 60, 20 * 60);

  private final Notes notes;
  private final Map<String, Channel> channels;

  CalendarBlock(Notes notes, Map<String, Channel> channels) {
    this.notes = notes;
    this.channels = channels;
  }

  /** What stands where a policy has no such block. */
  Calendar usual() {
    return new Calendar(USUAL_DAYS, true, quiet(), null, 0);
  }

  private Map<String, Hours> quiet() {
    return channels.values().stream()
        .filter(channel -> channel.reaches() == Reaches.MOBILE)
        .collect(Collectors.toMap(Channel::name, channel -> QUIET));
  }

  /** Complete unless a mistake was noted. */
  Calendar read(Field field) {
    var block = new Block(notes, field.value(), "'calendar'", KEYS);
    return new Calendar(
        block.find("days").map(days -> days.one(DAYS)).orElse(USUAL_DAYS),
        block.find("holidays").map(whose -> whose.one(HOLIDAYS)).orElse(true),
        block.find("hours").map(this::hours).orElse(quiet()),
        block.find("most").map(this::most).orElse(null),
        block
            .find("after-issue")
            .map(days -> days.whole(0, 90, "days since the invoice was issued, at most 90"))
            .orElse(0));
  }

  private Map<String, Hours> hours(Field field) {
    var hours = new HashMap<>(quiet());
    for (var channel : new Block(notes, field.value(), "'hours'", channels.keySet()).list()) {
      if (!channel.structured() && channel.text().equals("always")) {
        hours.remove(channel.key());
      } else {
        hours.put(channel.key(), window(channel));
      }
    }
    return hours;
  }

  private static Hours window(Field field) {
    var all = new Hours(0, Hours.DAY);
    var text = field.text();
    var times = text.split("-", -1);
    if (times.length != 2 || !times[0].matches(TIME) || !times[1].matches(TIME)) {
      if (!text.isEmpty()) {
        field.wrong(
            "'" + field.key() + "' cannot be '" + text + "'",
            "write 08:00-20:00 by the debtor's clock, or always");
      }
      return all;
    }
    int from = minute(times[0]);
    int until = minute(times[1]);
    if (from >= until) {
      field.wrong(
          "'" + field.key() + ": " + text + "' never opens: it ends before it begins",
          "hours lie within one day: 08:00-20:00");
      return all;
    }
    return new Hours(from, until);
  }

  private static int minute(String time) {
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
  }

  private @Nullable Most most(Field field) {
    var block = new Block(notes, field.value(), "'most'", MOST);
    var contacts = block.need("contacts", "how often at most: {contacts: 3, days: 30}");
    var days = block.need("days", "within how many days: {contacts: 3, days: 30}");
    return contacts == null || days == null
        ? null
        : new Most(
            contacts.whole(1, Most.KNOWN, "days of contact, at most " + Most.KNOWN),
            days.whole(1, 366, "days, 1 to 366"));
  }
}
