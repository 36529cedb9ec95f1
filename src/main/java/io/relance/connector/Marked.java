package io.relance.connector;

import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A text field of an ERP that people write in as well: one line of it is ours, known by the mark it
 * begins with; every other line is theirs and stays as it is.
 */
public final class Marked {
  private static final String MARK = "[Relance]";

  private Marked() {}

  /**
   * The text with our line at its end, in place of an older one of ours.
   *
   * @param words one line or several; null takes ours off
   */
  public static String with(String text, @Nullable String words) {
    if (words == null && text.lines().noneMatch(Marked::isOurs)) {
      return text;
    }
    String theirs =
        text.lines()
            .filter(line -> !isOurs(line))
            .collect(Collectors.joining("\n"))
            .stripTrailing();
    if (words == null) {
      return theirs;
    }
    String ours = MARK + " " + words.strip().replaceAll("\\s+", " ");
    return theirs.isEmpty() ? ours : theirs + "\n" + ours;
  }

  private static boolean isOurs(String line) {
    return line.strip().startsWith(MARK);
  }
}
