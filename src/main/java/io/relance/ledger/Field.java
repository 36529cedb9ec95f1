package io.relance.ledger;

import java.util.Set;

/**
 * One field of a canonical record.
 *
 * @param choices the words allowed; empty = any
 */
public record Field(String name, Kind kind, boolean required, Set<String> choices) {

  /** What a value must look like. Absent values are null, an absent FLAG is false. */
  public enum Kind {
    TEXT,
    /** two lower-case letters (language) or two upper-case ones (country) */
    CODE,
    DATE,
    /** decimal text or number with no more decimals than its record's currency has */
    MONEY,
    CURRENCY,
    ZONE,
    NUMBER,
    FLAG,
    /** true, false or not known */
    MAYBE,
    TEXTS,
    CHOICE
  }

  /**
   * Reads "name", "name!" (required), "name:kind" or "name!:one|two" (a choice).
   *
   * @throws IllegalArgumentException when the kind is none
   */
  static Field of(String text) {
    String[] parts = text.split(":", 2);
    boolean required = parts[0].endsWith("!");
    String name = required ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
    if (parts.length == 1) {
      return new Field(name, Kind.TEXT, required, Set.of());
    }
    return parts[1].contains("|")
        ? new Field(name, Kind.CHOICE, required, Set.of(parts[1].split("\\|")))
        : new Field(
            name, Kind.valueOf(parts[1].toUpperCase(java.util.Locale.ROOT)), required, Set.of());
  }
}
