package io.relance.flow;

import io.relance.store.OutboxStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/**
 * A bundle's right to leave from this node. Its letters leave one after the other, and a relay may
 * be slow: the right is renewed when half of its time is over, and what another node has taken over
 * meanwhile leaves from there only.
 */
final class Lease {
  private final OutboxStore outbox;
  private final Clock clock;
  private final Duration time;
  private Set<Long> ours;
  private Instant renewAt;

  /** Just committed, for that time. */
  Lease(OutboxStore outbox, Clock clock, Duration time, Collection<Long> acts) {
    this.outbox = outbox;
    this.clock = clock;
    this.time = time;
    this.ours = Set.copyOf(acts);
    this.renewAt = halfway();
  }

  /** May this act still leave from here? Of one thread at a time. */
  boolean holds(long act) {
    if (!clock.instant().isBefore(renewAt)) {
      renewAt = halfway();
      ours = outbox.renew(ours, time);
    }
    return ours.contains(act);
  }

  private Instant halfway() {
    return clock.instant().plus(time.dividedBy(2));
  }
}
