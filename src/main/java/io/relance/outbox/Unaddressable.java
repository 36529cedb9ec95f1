package io.relance.outbox;

/** Nobody may be written to: the message says whose contact must be mended, and how. */
public final class Unaddressable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Unaddressable(String message) {
    super(message);
  }
}
