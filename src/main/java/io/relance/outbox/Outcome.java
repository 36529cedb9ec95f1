package io.relance.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an answer makes of an act.
 *
 * @param cause empty when it was sent
 * @param next when it is tried again, if its state allows that
 * @param needsPerson it leaves no more by itself: it is dead, or uncertain and was sent again
 *     already, or its channel never does that
 * @param blocked the address that is not written to any more; empty = none
 * @param receipt the channel's own words
 */
public record Outcome(
    State state,
    String cause,
    int attempts,
    Instant next,
    boolean needsPerson,
    String blocked,
    String receipt) {
  private static final Duration RELAY_WAIT = Duration.ofMinutes(1);
  private static final Pattern NOT_THE_ADDRESS = Pattern.compile("\\b5\\.[347]\\.\\d+\\b");

  /**
   * @param to all addresses of the message: when one of several is refused, the others are tried
   * @param resendAfter how long an uncertain message rests before it is sent again; null = its
   *     channel does not do that, a person must look
   */
  public static Outcome of(
      Act act, Receipt receipt, List<String> to, Instant now, @Nullable Duration resendAfter) {
    if (receipt instanceof Receipt.Accepted accepted) {
      return new Outcome(State.SENT, "", act.attempts(), now, false, "", accepted.reply());
    }
    if (receipt instanceof Receipt.Deferred deferred) {
      return deferred(act, deferred.cause(), now);
    }
    if (receipt instanceof Receipt.Down down) {
      return again(act, down.cause(), act.attempts(), now.plus(RELAY_WAIT));
    }
    if (receipt instanceof Receipt.Refused refused) {
      return refused(act, refused, to, now);
    }
    String cause = ((Receipt.Unknown) receipt).cause();
    return new Outcome(
        State.UNCERTAIN,
        cause,
        act.attempts(),
        resendAfter == null ? now : now.plus(resendAfter),
        act.resend() || resendAfter == null,
        "",
        "");
  }

  private static Outcome deferred(Act act, String cause, Instant now) {
    int attempts = act.attempts() + 1;
    Optional<Duration> wait = Backoff.after(attempts);
    return wait.map(w -> again(act, cause, attempts, now.plus(w)))
        .orElseGet(() -> given(act, "given up after " + attempts + " attempts: " + cause, "", now));
  }

  /** Known not to have left this time: an uncertain act stays so and keeps its one resend. */
  private static Outcome again(Act act, String cause, int attempts, Instant next) {
    State state = act.resend() ? State.UNCERTAIN : State.FAILED;
    return new Outcome(state, cause, attempts, next, false, "", cause);
  }

  private static Outcome given(Act act, String cause, String blocked, Instant now) {
    State state = act.resend() ? State.UNCERTAIN : State.DEAD;
    return new Outcome(state, cause, act.attempts() + 1, now, true, blocked, cause);
  }

  private static Outcome refused(Act act, Receipt.Refused refused, List<String> to, Instant now) {
    boolean theirs = to.stream().anyMatch(refused.address()::equalsIgnoreCase);
    boolean policyOfTheirs = NOT_THE_ADDRESS.matcher(refused.cause()).find();
    String blocked = policyOfTheirs || !theirs ? "" : refused.address();
    if (!blocked.isEmpty() && to.size() > 1) {
      Outcome others = again(act, refused.cause(), act.attempts() + 1, now);
      return new Outcome(
          others.state, others.cause, others.attempts, now, false, blocked, others.receipt);
    }
    return given(act, refused.cause(), blocked, now);
  }
}
