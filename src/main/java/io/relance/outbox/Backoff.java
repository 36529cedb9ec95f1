package io.relance.outbox;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When a failed act is tried again. */
public final class Backoff {
  private static final List<Duration> WAITS =
      List.of(
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(20),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(8),
          Duration.ofHours(24));

  private Backoff() {}

  /**
   * The wait after so many failed attempts, the first being 1; empty = given up, after some 36
   * hours.
   */
  public static Optional<Duration> after(int attempts) {
    return attempts <= WAITS.size() ? Optional.of(WAITS.get(attempts - 1)) : Optional.empty();
  }
}
