package io.relance.flow;

import io.relance.policy.Level;
import io.relance.policy.Policy;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The earliest day of the next reminder of a document, as its note tells the ERP: no sooner than
 * its policy's wait, no sooner than the next level's day.
 */
public final class NextLevel {
  private final Map<String, Policy> policies;

  public NextLevel(Collection<Policy> policies) {
    this.policies = policies.stream().collect(Collectors.toMap(Policy::name, Function.identity()));
  }

  /**
   * After the reminder that this note tells of.
   *
   * @param note {@code policy}, {@code level}, {@code date} of the reminder, {@code due} of the
   *     oldest item that is open; a note of an older hub lacks some: then nothing is known
   */
  Optional<LocalDate> after(Map<String, ?> note) {
    Policy policy = policies.get(String.valueOf(note.get("policy")));
    if (policy == null || note.get("due") == null || !(note.get("level") instanceof Number level)) {
      return Optional.empty();
    }
    LocalDate said = LocalDate.parse(String.valueOf(note.get("date")));
    LocalDate due = LocalDate.parse(String.valueOf(note.get("due")));
    return policy.levels().stream()
        .filter(one -> one.rank() > level.intValue())
        .findFirst()
        .map(one -> earliest(one, said, due));
  }

  private static LocalDate earliest(Level level, LocalDate said, LocalDate due) {
    LocalDate waited = said.plusDays(level.minimumWait());
    LocalDate late = due.plusDays(level.days());
    return waited.isAfter(late) ? waited : late;
  }
}
