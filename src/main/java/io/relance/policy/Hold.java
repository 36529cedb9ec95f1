package io.relance.policy;

import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A hold that the hub itself keeps of an account.
 *
 * @param until its last day; null = until a person ends it
 * @param note why, on one line
 */
public record Hold(Why why, LocalDate since, @Nullable LocalDate until, String note) {

  /** The one that is named first counts first. */
  public enum Why {
    /** A person said so. */
    PERSON,
    /** The debtor promised to pay until a day. */
    PROMISE,
    /** The debtor answered, and nobody has answered him. */
    REPLY,
    /** A message came back after the next one had left. */
    BOUNCE;

    /** As it stands in the database. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Hold {
    note = note.replace('|', '/');
  }

  boolean counts(Policy policy, LocalDate today) {
    boolean over = until != null && today.isAfter(until);
    return !over && (why != Why.REPLY || policy.onReply() == Policy.OnReply.PAUSE);
  }

  /** The first day after it. */
  LocalDate over() {
    return until == null ? Decision.NEVER : until.plusDays(1);
  }

  Reason reason() {
    return switch (why) {
      case PERSON -> Reason.of(Reason.Code.HELD_PERSON, until == null ? "" : until, note);
      case PROMISE -> Reason.of(Reason.Code.HELD_PROMISE, until == null ? "" : until, note);
      case REPLY -> Reason.of(Reason.Code.HELD_REPLY, since, note);
      case BOUNCE -> Reason.of(Reason.Code.HELD_BOUNCE, since, note);
    };
  }
}
