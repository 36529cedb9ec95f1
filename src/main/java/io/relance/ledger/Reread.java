package io.relance.ledger;

import java.math.BigDecimal;

/**
 * What a re-read just before sending found for one item.
 *
 * @param open what is owed now; zero when settled or gone
 */
public record Reread(String key, Found found, BigDecimal open) {
  /**
   * SAME: as the ledger knew it. CHANGED: something moved, decide again. GONE: not found by its
   * key; that alone settles nothing.
   */
  public enum Found {
    SAME,
    CHANGED,
    GONE
  }
}
