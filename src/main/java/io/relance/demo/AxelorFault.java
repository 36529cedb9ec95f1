package io.relance.demo;

import org.jspecify.annotations.Nullable;

/** An error as Axelor tells it: status 200 and a negative status in the envelope. */
final class AxelorFault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String title;

  private AxelorFault(int status, @Nullable String title, String message) {
    super(message);
    this.status = status;
    this.title = title;
  }

  static AxelorFault failure(String title, String message) {
    return new AxelorFault(-1, title, message);
  }

  static AxelorFault access() {
    return failure("Access error", "You are not authorized to read this resource.");
  }

  /** A query that fails while it runs: logged there, and answered like an empty success. */
  static AxelorFault swallowed(String message) {
    return new AxelorFault(0, null, message);
  }

  static AxelorFault login() {
    return new AxelorFault(-7, null, "login required");
  }

  int status() {
    return status;
  }

  @Nullable String title() {
    return title;
  }
}
