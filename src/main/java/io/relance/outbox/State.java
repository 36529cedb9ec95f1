package io.relance.outbox;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The states of an act. A message may have left its channel only from {@link #SENDING} on. */
public enum State {
  /** Decided; waits for the run to be released or for a person's yes. */
  PLANNED,
  APPROVED,
  QUEUED,
  /** A node works on it until its lease ends; nothing has left. */
  CLAIMED,
  /** Committed before the channel is called: from here on it may have left. */
  SENDING,
  SENT,
  DELIVERED,
  /** Known not to have left; tried again later. */
  FAILED,
  /** Known not to have left; given up, with its cause. */
  DEAD,
  /** Nobody knows whether it left. */
  UNCERTAIN,
  CANCELLED,
  BOUNCED;

  private static final Map<State, Set<State>> NEXT =
      Map.ofEntries(
          Map.entry(PLANNED, EnumSet.of(APPROVED, QUEUED, CANCELLED)),
          Map.entry(APPROVED, EnumSet.of(QUEUED, CANCELLED)),
          Map.entry(QUEUED, EnumSet.of(CLAIMED, CANCELLED)),
          Map.entry(CLAIMED, EnumSet.of(QUEUED, SENDING, UNCERTAIN, DEAD, CANCELLED)),
          Map.entry(SENDING, EnumSet.of(SENT, FAILED, DEAD, UNCERTAIN)),
          Map.entry(SENT, EnumSet.of(DELIVERED, BOUNCED)),
          Map.entry(DELIVERED, EnumSet.of(BOUNCED)),
          Map.entry(FAILED, EnumSet.of(CLAIMED, DEAD, CANCELLED)),
          Map.entry(UNCERTAIN, EnumSet.of(CLAIMED, SENT, DEAD, CANCELLED, BOUNCED)),
          Map.entry(DEAD, EnumSet.noneOf(State.class)),
          Map.entry(CANCELLED, EnumSet.noneOf(State.class)),
          Map.entry(BOUNCED, EnumSet.noneOf(State.class)));

  /** True when an act may go from this state to that one. */
  public boolean mayBecome(State next) {
    return NEXT.get(this).contains(next);
  }

  /** As it stands in the database. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
