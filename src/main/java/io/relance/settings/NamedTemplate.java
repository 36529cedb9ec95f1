package io.relance.settings;

import io.relance.policy.Level;

/**
 * A template that a level names, and where it does.
 *
 * @param file the policy's, relative to the home
 * @param line 1-based
 */
public record NamedTemplate(String file, int line, Level level, Level.Channel channel) {

  /** A mistake of its words, at the line that names them. */
  public Mistake mistake(String what, String remedy) {
    return new Mistake(file, line, "level " + level.name() + ": " + what, remedy);
  }
}
