package io.relance.outbox;

/** Another message of the same level reaches whom this one would. */
public final class AlreadyTold extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public AlreadyTold(String message) {
    super(message);
  }
}
