package io.relance.flow;

/** The innermost cause of a failure, in its own words: what a person can act on. */
final class Cause {
  private Cause() {}

  static String of(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.toString() : message;
  }
}
