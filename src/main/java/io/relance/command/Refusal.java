package io.relance.command;

import org.jspecify.annotations.Nullable;

/** A command that does not do what it was asked, in words for whoever asked; exit code 1. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final @Nullable String remedy;

  Refusal(String what, @Nullable String remedy) {
    super(what);
    this.remedy = remedy;
  }

  /** A room's own sentence, which says what and what to do. */
  static Refusal of(RuntimeException sentence) {
    return new Refusal(String.valueOf(sentence.getMessage()), null);
  }

  @Nullable String remedy() {
    return remedy;
  }
}
