package io.relance.press;

import org.jspecify.annotations.Nullable;

/** A page that cannot be printed as it should: nothing leaves. The message says what to mend. */
public final class Unprintable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unprintable(String message) {
    this(message, null);
  }

  Unprintable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
