package io.relance.notice;

/**
 * How something is said.
 *
 * @param channel the folder of its words, templates/LANGUAGE/CHANNEL, and the name of its layout
 * @param service how the post takes it; a letter that is not standard says which it is
 */
public record Manner(String channel, String service) {
  private static final String STANDARD = "standard";

  /** Nothing that the post treats in a special way. */
  public static Manner plain(String channel) {
    return new Manner(channel, STANDARD);
  }
}
