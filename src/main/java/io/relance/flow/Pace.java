package io.relance.flow;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** At most so many a minute, evenly: who comes too early waits for his turn. */
final class Pace {
  private final long gap;
  private long next = System.nanoTime();

  /**
   * @param perMinute 0 = as fast as they come
   */
  Pace(int perMinute) {
    this.gap = perMinute == 0 ? 0 : Duration.ofMinutes(1).toNanos() / perMinute;
  }

  void await() {
    if (gap == 0) {
      return;
    }
    long turn = turn();
    for (long wait = turn - System.nanoTime(); wait > 0; wait = turn - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
  }

  private synchronized long turn() {
    long now = System.nanoTime();
    long turn = next - now > 0 ? next : now;
    next = turn + gap;
    return turn;
  }
}
