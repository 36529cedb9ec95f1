package io.relance.settings;

import org.jspecify.annotations.Nullable;

/**
 * One thing a person must put right.
 *
 * @param file the file as a person would open it, relative to the home where it lies in it
 * @param line 1-based; 0 = the file as a whole
 * @param what what is wrong
 * @param remedy what to do about it
 */
public record Mistake(String file, int line, String what, @Nullable String remedy) {

  @Override
  public String toString() {
    String place = line > 0 ? file + ":" + line : file;
    return place + ": " + what + (remedy == null || remedy.isEmpty() ? "" : "\n    -> " + remedy);
  }
}
