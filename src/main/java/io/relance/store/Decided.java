package io.relance.store;

import io.relance.policy.Decision;

/**
 * An account as it was read, and what was decided about it.
 *
 * @param digest the decision's
 */
public record Decided(Known known, Decision decision, long digest) {
  public static Decided of(Known known, Decision decision) {
    return new Decided(known, decision, decision.digest());
  }

  /** Is the answer another than the one in force? */
  public boolean changed() {
    Long inForce = known.digest();
    return inForce == null || inForce != digest;
  }
}
