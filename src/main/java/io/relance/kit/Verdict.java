package io.relance.kit;

/**
 * Whether a connector keeps a law with one of its samples.
 *
 * @param reason what was seen, or why it cannot be seen here
 */
public record Verdict(String law, String sample, Outcome outcome, String reason) {

  /** A law that cannot apply is said so, with its reason. */
  public enum Outcome {
    KEPT,
    BROKEN,
    NOT_APPLICABLE;

    /** As in a table. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
  }

  public boolean broken() {
    return outcome == Outcome.BROKEN;
  }
}
