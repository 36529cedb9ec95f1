package io.relance.flow;

import org.apache.camel.http.base.HttpOperationFailedException;

/**
 * The innermost cause of a failure, in its own words: what a person can act on. Of an HTTP answer
 * the status is said and not the address, which may be a secret (webhooks).
 */
final class Cause {
  private Cause() {}

  static String of(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getCause() != cause) {
      cause = cause.getCause();
    }
    if (cause instanceof HttpOperationFailedException http) {
      return "HTTP " + http.getStatusCode();
    }
    String message = cause.getMessage();
    return message == null ? cause.toString() : message;
  }
}
