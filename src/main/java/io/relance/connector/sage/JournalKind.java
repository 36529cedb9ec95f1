package io.relance.connector.sage;

/** What a journal holds (JO_Type). */
enum JournalKind {
  PURCHASE,
  SALE,
  TREASURY,
  GENERAL,
  /** simulations; never part of the ledger. */
  SITUATION;

  /**
   * By Sage's number.
   *
   * @throws IllegalArgumentException for one that Sage 100 does not know
   */
  static JournalKind of(int number) {
    if (number < 0 || number >= values().length) {
      throw new IllegalArgumentException("journal type " + number + " is none of 0 to 4");
    }
    return values()[number];
  }
}
