package io.relance.connector;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What one list told as open, for the proof, where the list is read again from its beginning when
 * it changed meanwhile: only what came last counts, but what was told before must be told again.
 */
public final class Told {
  private final Map<String, BigDecimal> open = new HashMap<>();
  private final Map<String, String> currencies = new HashMap<>();
  private final Set<String> lost = new HashSet<>();

  /** It is read again from its beginning. */
  public void again() {
    lost.addAll(open.keySet());
    open.clear();
  }

  /** This one came (again); whether it was told as open before, so that its end must be told. */
  public boolean before(String key) {
    return lost.remove(key);
  }

  /** What is left of it now; nothing counts for nothing. */
  public void open(String key, BigDecimal left, String currency) {
    if (left.signum() != 0) {
      open.put(key, left);
      currencies.put(key, currency);
    }
  }

  /** How many were told as open and did not come again: what was told of them is not true. */
  public int lost() {
    return lost.size();
  }

  /** How many are open. */
  public int items() {
    return open.size();
  }

  /** Adds what is open to these sums, currency to amount. */
  public void add(Map<String, BigDecimal> totals) {
    open.forEach((key, left) -> totals.merge(currencies.get(key), left, BigDecimal::add));
  }
}
