package io.relance.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** 64 bits over what a decision says; stable across JVMs, blind to the scale of amounts. */
final class Digest {
  private long hash = 0xcbf29ce484222325L;

  static long of(Decision decision) {
    var digest = new Digest();
    var policy = decision.policy();
    digest.add(policy == null ? "" : policy.name()).add(policy == null ? "" : policy.version());
    digest.add(decision.outcome().ordinal()).add(decision.level());
    digest.add(decision.purpose().ordinal()).add(decision.reason());
    digest.add(decision.overdue()).add(decision.credit()).add(decision.coming());
    for (var item : decision.items()) {
      digest.add(item.item()).add(item.reason()).add(item.level()).add(item.next());
    }
    return digest.hash;
  }

  private Digest add(Reason reason) {
    add(reason.code().ordinal());
    for (var arg : reason.args()) {
      add(arg);
    }
    return this;
  }

  private Digest add(@Nullable LocalDate date) {
    return add(date == null ? Long.MIN_VALUE : date.toEpochDay());
  }

  private Digest add(BigDecimal amount) {
    return add(amount.movePointRight(3).longValue());
  }

  private Digest add(String text) {
    for (int i = 0; i < text.length(); i++) {
      add((long) text.charAt(i));
    }
    return add(-1L);
  }

  /** Multiply and rotate, so that each bit of each value reaches all of the hash. */
  private Digest add(long value) {
    hash = Long.rotateLeft((hash ^ value) * 0x9e3779b97f4a7c15L, 29);
    return this;
  }
}
