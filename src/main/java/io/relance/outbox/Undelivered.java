package io.relance.outbox;

/** A send that did not end with the channel's yes; its receipt says how it ended. */
public final class Undelivered extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Receipt receipt;

  public Undelivered(Receipt receipt, Throwable cause) {
    super(receipt.toString(), cause);
    this.receipt = receipt;
  }

  public Receipt receipt() {
    return receipt;
  }
}
