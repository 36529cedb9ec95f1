package io.relance.connector.sage;

/** How a line came into its year (EC_ANType). */
enum Opening {
  /** entered there. */
  NONE,
  /** repeats an unlettered line of the year before. */
  DETAIL,
  /** the year before as one sum, without its lines. */
  BALANCE,
  /** entered by hand as an opening. */
  MANUAL,
  /** the year's result; concerns no customer. */
  RESULT;

  /**
   * By Sage's number.
   *
   * @throws IllegalArgumentException for one that Sage 100 does not know
   */
  static Opening of(int number) {
    if (number < 0 || number >= values().length) {
      throw new IllegalArgumentException("carry-forward type " + number + " is none of 0 to 4");
    }
    return values()[number];
  }
}
