package io.relance.store;

import java.math.BigDecimal;

/** What came of one currency: how many open items, and their signed sum. */
record Came(long items, BigDecimal total) {
  static final Came NOTHING = new Came(0, BigDecimal.ZERO);

  Came plus(Came other) {
    return new Came(items + other.items, total.add(other.total));
  }
}
