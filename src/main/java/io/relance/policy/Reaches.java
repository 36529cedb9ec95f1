package io.relance.policy;

/** Where the messages of a channel go. */
public enum Reaches {
  EMAIL,
  MOBILE,
  POST,
  /** They stay inside the house: no contact of the debtor, no level is reached by them. */
  NOBODY;

  /** Does a debtor get it? */
  public boolean debtor() {
    return this != NOBODY;
  }
}
