package io.relance.connector.sage;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What was handed on, by customer, so that one who is read again counts once: the open items and
 * their sums, and the lines that they were made of.
 */
final class Tally {
  private record Of(
      long lines, BigDecimal balance, Set<String> keys, Map<String, BigDecimal> open) {
    int items() {
      return keys.size();
    }
  }

  private final Map<String, Of> parties = new HashMap<>();

  /** Takes a customer, in place of what was taken of him before. */
  void take(String party, long lines, BigDecimal balance, Standing standing) {
    Map<String, BigDecimal> open = new TreeMap<>();
    Set<String> keys = new HashSet<>();
    for (Standing.Item item : standing.items()) {
      if (item.open().signum() != 0) {
        keys.add(item.key());
        open.merge(item.line().value().currency(), item.open(), BigDecimal::add);
      }
    }
    parties.put(party, new Of(lines, balance, keys, open));
  }

  /** Of him, what was handed on as open. */
  Set<String> keys(String party) {
    Of of = parties.get(party);
    return of == null ? Set.of() : of.keys();
  }

  /** Whether he was handed on with something open. */
  boolean owes(String party) {
    Of of = parties.get(party);
    return of != null && of.items() > 0;
  }

  long lines() {
    return parties.values().stream().mapToLong(Of::lines).sum();
  }

  BigDecimal balance() {
    return parties.values().stream().map(Of::balance).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  long items() {
    return parties.values().stream().mapToLong(Of::items).sum();
  }

  /** Currency to signed open sum. */
  Map<String, String> totals() {
    Map<String, BigDecimal> sums = new TreeMap<>();
    parties
        .values()
        .forEach(
            of -> of.open().forEach((currency, sum) -> sums.merge(currency, sum, BigDecimal::add)));
    Map<String, String> totals = new TreeMap<>();
    sums.forEach((currency, sum) -> totals.put(currency, sum.toPlainString()));
    return totals;
  }
}
