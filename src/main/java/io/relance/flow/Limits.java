package io.relance.flow;

import java.time.Duration;

/**
 * When a run does not go out by itself.
 *
 * @param age no run on a ledger older than this
 * @param factor a run of more than so many times the usual is held…
 * @param floor …when it is of more than so many acts…
 * @param first …or of more than so many acts when nothing is usual yet
 */
public record Limits(Duration age, int factor, int floor, int first) {
  public static Limits usual() {
    return new Limits(Duration.ofHours(26), 3, 50, 50);
  }
}
