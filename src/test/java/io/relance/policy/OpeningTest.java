package io.relance.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.policy.Calendar.Hours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningTest {
  private static final Hours DAYTIME = new Hours(8 * 60, 20 * 60);
  private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);
  private static final Set<LocalDate> HOLIDAYS =
      Set.of(
          LocalDate.parse("2026-12-25"),
          LocalDate.parse("2027-01-01"),
          LocalDate.parse("2026-04-06"));

  private static Opening of(Set<DayOfWeek> days, Hours hours, ZonedDateTime now) {
    var calendar = new Calendar(days, true, Map.of(), null, 0);
    return Opening.of(calendar, hours, now, HOLIDAYS::contains);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-20T19:59, 2026-11-20T19:59, NOTHING",
    "2026-11-20T20:00, 2026-11-23T08:00, HOURS",
    "2026-11-20T07:59:59, 2026-11-20T08:00, HOURS",
    "2026-11-21T12:00, 2026-11-23T08:00, DAY",
    "2026-11-22T00:00, 2026-11-23T08:00, DAY",
    "2026-12-25T10:00, 2026-12-28T08:00, HOLIDAY",
    "2026-12-31T20:30, 2027-01-04T08:00, HOURS",
    "2026-04-04T09:00, 2026-04-07T08:00, DAY"
  })
  void workingDaysFromEightToTwentyInParis(String now, String at, Opening.Why why) {
    var paris = ZoneId.of("Europe/Paris");
    var opening = of(WORKDAYS, DAYTIME, LocalDateTime.parse(now).atZone(paris));
    assertThat(opening.at().toLocalDateTime()).isEqualTo(at);
    assertThat(opening.why()).isEqualTo(why);
  }

  @Test
  void theClockIsTheDebtors() {
    var noonInParis = ZonedDateTime.parse("2026-11-23T12:00+01:00[Europe/Paris]");
    var papeete = noonInParis.withZoneSameInstant(ZoneId.of("Pacific/Tahiti"));
    assertThat(of(WORKDAYS, DAYTIME, papeete).at())
        .isEqualTo("2026-11-23T08:00-10:00[Pacific/Tahiti]");
    var noumea = noonInParis.withZoneSameInstant(ZoneId.of("Pacific/Noumea"));
    assertThat(of(WORKDAYS, DAYTIME, noumea).at())
        .isEqualTo("2026-11-24T08:00+11:00[Pacific/Noumea]");
  }

  @Test
  void hoursThatTheClockSkipsBeginWhenItWasSetForward() {
    var night = ZonedDateTime.parse("2027-03-28T01:00+01:00[Europe/Paris]");
    assertThat(of(EVERY_DAY, new Hours(150, 240), night).at())
        .isEqualTo("2027-03-28T03:00+02:00[Europe/Paris]");
    assertThat(of(EVERY_DAY, new Hours(120, 180), night).at())
        .as("02:00-03:00 does not exist that night")
        .isEqualTo("2027-03-29T02:00+02:00[Europe/Paris]");
  }

  @Test
  void hoursThatComeTwiceOpenTwice() {
    var between = ZonedDateTime.parse("2026-10-25T02:45+02:00[Europe/Paris]");
    assertThat(of(EVERY_DAY, new Hours(120, 150), between).at())
        .isEqualTo("2026-10-25T02:00+01:00[Europe/Paris]");
  }

  @Test
  void hoursThatNeverOpenAreRefused() {
    assertThatThrownBy(() -> new Hours(600, 600)).hasMessageContaining("never open");
    assertThatThrownBy(
            () ->
                Opening.of(
                    new Calendar(EVERY_DAY, true, Map.of(), null, 0),
                    DAYTIME,
                    ZonedDateTime.parse("2026-11-23T21:00Z"),
                    day -> true))
        .hasMessageContaining("no 08:00-20:00 within");
  }

  /** Any hours, days and moment, in zones whose clocks do odd things. */
  record Moment(Set<DayOfWeek> days, Hours hours, ZonedDateTime now) {}

  @Provide
  Arbitrary<Moment> moments() {
    var zones =
        Arbitraries.of(
            "Europe/Paris",
            "America/New_York",
            "Australia/Lord_Howe",
            "America/St_Johns",
            "Asia/Beirut",
            "Africa/Casablanca",
            "Africa/Cairo",
            "America/Asuncion",
            "Pacific/Apia",
            "Pacific/Kiritimati",
            "Indian/Reunion",
            "Asia/Kathmandu");
    var hours =
        Arbitraries.integers()
            .between(0, 1_430)
            .flatMap(
                from ->
                    Arbitraries.integers().between(from + 5, 1_440).map(to -> new Hours(from, to)));
    var days =
        Arbitraries.of(DayOfWeek.class).set().ofMinSize(1).map(some -> (Set<DayOfWeek>) some);
    var minutes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 3 * 366 * 24 * 60),
            Arbitraries.of(changes())
                .flatMap(c -> Arbitraries.integers().between(c - 900, c + 90)));
    return Combinators.combine(days, hours, zones, minutes)
        .as(
            (d, h, zone, m) ->
                new Moment(d, h, BASE.plusMinutes(m).withZoneSameInstant(ZoneId.of(zone))));
  }

  private static final ZonedDateTime BASE = ZonedDateTime.parse("2025-11-01T00:00Z");

  /** The nights on which many clocks change. */
  private static List<Integer> changes() {
    return List.of(
            "2026-03-08T07:00Z", "2026-03-29T01:00Z", "2026-10-25T01:00Z", "2026-11-01T06:00Z")
        .stream()
        .map(at -> (int) Duration.between(BASE, ZonedDateTime.parse(at)).toMinutes())
        .toList();
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void theOpeningIsTheFirstOpenMinute(@ForAll("moments") Moment moment) {
    var opening = of(moment.days(), moment.hours(), moment.now());
    var minute = moment.now();
    while (!open(moment, minute)) {
      minute = minute.plusMinutes(1);
    }
    assertThat(opening.at()).isEqualTo(minute);
    assertThat(opening.now()).isEqualTo(minute.equals(moment.now()));
    assertThat(of(moment.days(), moment.hours(), opening.at()).now()).isTrue();
  }

  /** The rule once more, in other words. */
  private static boolean open(Moment moment, ZonedDateTime at) {
    var minute = at.getHour() * 60 + at.getMinute();
    return moment.days().contains(at.getDayOfWeek())
        && !HOLIDAYS.contains(at.toLocalDate())
        && minute >= moment.hours().from()
        && minute < moment.hours().until();
  }
}
