package io.relance.outbox;

/** What a channel answered to one attempt. */
public sealed interface Receipt {

  /**
   * The channel took responsibility.
   *
   * @param reply its own words
   * @param id its number of the message, by which it may report later; empty = it has none
   */
  record Accepted(String reply, String id) implements Receipt {
    /** One that gave no number. */
    public Accepted(String reply) {
      this(reply, "");
    }
  }

  /** Not taken now (4xx, connection lost before the end of the data): tried again later. */
  record Deferred(String cause) implements Receipt {}

  /** The channel itself cannot be reached or refuses us: no act's fault, no attempt is counted. */
  record Down(String cause) implements Receipt {}

  /**
   * Refused for good (5xx).
   *
   * @param address the address that was refused; empty = the message, whoever it is for
   */
  record Refused(String address, String cause) implements Receipt {}

  /** Handed over, and no answer came: nobody knows. */
  record Unknown(String cause) implements Receipt {}
}
