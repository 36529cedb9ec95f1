package io.relance.store;

import io.relance.policy.Decision;

/** An account as it was read, and what was decided about it. */
public record Decided(Known known, Decision decision) {
  /** Is the answer another than the one in force? */
  public boolean changed() {
    Long digest = known.digest();
    return digest == null || digest != decision.digest();
  }
}
