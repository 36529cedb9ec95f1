package io.relance.ledger;

import java.time.Duration;

/**
 * When a feed is not believed.
 *
 * @param sweepEvery a whole sweep at least so often, deltas between
 * @param vanishPercent more of the open items than this would vanish in one sweep: held…
 * @param vanishLeast …when they are at least so many
 * @param gonePercent more than this not even found by key: held…
 * @param goneLeast …when they are more than this
 * @param clockSkew how far the ERP's clock may be from ours
 */
public record Guards(
    Duration sweepEvery,
    int vanishPercent,
    int vanishLeast,
    int gonePercent,
    int goneLeast,
    Duration clockSkew) {

  /** What stands when nothing is set. */
  public static Guards usual() {
    return new Guards(Duration.ofHours(24), 20, 10, 1, 3, Duration.ofMinutes(5));
  }

  /** Would too many vanish at once? */
  public boolean vanishing(long missing, long open) {
    return missing >= vanishLeast && missing * 100 > open * vanishPercent;
  }

  /** Are too many not even found by key? */
  public boolean gone(long gone, long open) {
    return gone > Math.max(goneLeast, open * gonePercent / 100);
  }
}
