package io.relance.kit;

/** A real system that could not be read; the message says why and what to do. */
public final class Unread extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unread(String why, Exception cause) {
    super(why, cause);
  }
}
