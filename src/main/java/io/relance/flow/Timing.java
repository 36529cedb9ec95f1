package io.relance.flow;

import io.relance.calendar.Holidays;
import io.relance.calendar.Place;
import io.relance.calendar.Places;
import io.relance.outbox.Wait;
import io.relance.policy.Calendar;
import io.relance.policy.Calendar.Hours;
import io.relance.policy.Opening;
import io.relance.policy.Policies;
import io.relance.policy.Policy;
import io.relance.store.WaitStore;
import io.relance.store.WaitStore.Leaving;
import io.relance.store.WaitStore.Whereabouts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether a message may leave at this hour of its debtor's day (decision 0007). */
public final class Timing {
  private static final Logger LOG = LoggerFactory.getLogger(Timing.class);
  private static final Duration LOOKS_AGAIN = Duration.ofHours(1);

  private final WaitStore acts;
  private final Supplier<Policies> policies;
  private final Clock clock;
  private final Places places = new Places();
  private final Holidays holidays = new Holidays();

  public Timing(WaitStore acts, Supplier<Policies> policies, Clock clock) {
    this.acts = acts;
    this.policies = policies;
    this.clock = clock;
  }

  /** Those of these claimed acts that may leave now; the others wait, and say until when. */
  List<Long> open(Collection<Long> claimed) {
    Map<Long, Wait> waits = waits(claimed);
    acts.put(waits);
    return claimed.stream().filter(act -> !waits.containsKey(act)).toList();
  }

  /** Acts just planned say at once until when they will wait. */
  void foresee(Collection<Long> planned) {
    acts.put(waits(planned));
  }

  private record Asked(String policy, String channel, Whereabouts where) {}

  private Map<Long, Wait> waits(Collection<Long> some) {
    Policies now = policies.get();
    Set<String> held =
        now.list().stream()
            .flatMap(policy -> policy.calendar().hours().keySet().stream())
            .collect(Collectors.toSet());
    Map<Long, Wait> waits = new HashMap<>();
    if (some.isEmpty() || held.isEmpty()) {
      return waits;
    }
    Map<Asked, Optional<Wait>> known = new HashMap<>();
    for (Leaving act : acts.leaving(some, held)) {
      Asked asked = new Asked(act.policy(), act.channel(), act.where());
      known
          .computeIfAbsent(asked, one -> find(now, one))
          .ifPresent(wait -> waits.put(act.id(), wait));
    }
    return waits;
  }

  private Optional<Wait> find(Policies now, Asked asked) {
    return now.find(asked.policy())
        .flatMap(policy -> find(policy, asked.channel(), asked.where(), clock.instant()));
  }

  /** How long a message of that policy, ready at that moment, would wait; empty = not at all. */
  Optional<Wait> find(Policy policy, String channel, Whereabouts where, Instant ready) {
    Calendar calendar = policy.calendar();
    Hours hours = calendar.hours().get(channel);
    if (hours == null) {
      return Optional.empty();
    }
    Place place = places.of(where.country(), where.zip(), where.home(), where.zone());
    ZonedDateTime at = ready.atZone(place.zone());
    boolean abroad = !place.zone().equals(where.zone());
    try {
      return find(calendar, hours, at, place)
          .map(opening -> new Wait(opening.at(), because(opening, hours, at, place), abroad));
    } catch (RuntimeException e) {
      LOG.error("The calendar of {} cannot be told: its messages wait", place, e);
      return Optional.of(new Wait(at.plus(LOOKS_AGAIN), "its calendar: " + Cause.of(e), abroad));
    }
  }

  private Optional<Opening> find(Calendar calendar, Hours hours, ZonedDateTime at, Place place) {
    Opening opening =
        Opening.of(calendar, hours, at, day -> holidays.find(place.holidays(), day).isPresent());
    return opening.now() ? Optional.empty() : Optional.of(opening);
  }

  /** Now, on another day of that zone. */
  Instant at(LocalDate day, ZoneId zone) {
    return clock.instant().atZone(zone).with(day).toInstant();
  }

  private String because(Opening opening, Hours hours, ZonedDateTime at, Place place) {
    return switch (opening.why()) {
      case DAY -> at.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
      case HOLIDAY -> holidays.find(place.holidays(), at.toLocalDate()).orElseThrow();
      case HOURS -> "outside " + hours;
      case NOTHING -> throw new IllegalArgumentException("it may leave now");
    };
  }
}
