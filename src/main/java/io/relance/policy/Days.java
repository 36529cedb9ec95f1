package io.relance.policy;

import java.time.LocalDate;

/** Small sums with days. */
final class Days {
  private Days() {}

  /** The earlier of the two; a candidate that is not after today does not count. */
  static LocalDate earlier(LocalDate first, LocalDate candidate, LocalDate today) {
    return candidate.isAfter(today) && candidate.isBefore(first) ? candidate : first;
  }
}
