package io.relance.connector;

import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * Records of one type, at most 1,000, canonical or still in the ERP's words.
 *
 * @param type of the canonical records they are or become: {@code item}, {@code debtor} …
 */
public record Page(String type, ArrayNode rows) {
  /** The most that {@code direct:ledger-page} takes at once. */
  public static final int MOST = 1000;

  public Page {
    if (rows.size() > MOST) {
      throw new IllegalArgumentException(
          "a page of " + rows.size() + " " + type + " records; at most " + MOST);
    }
  }
}
