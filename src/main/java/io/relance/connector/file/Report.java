package io.relance.connector.file;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Why a file is refused: every mistake with its line, in French and in English. The list is capped,
 * the count is not.
 */
public final class Report {
  static final int MOST = 200;
  private static final int WIDEST = 300;

  private record Mistake(long line, String french, String english) {}

  private final List<Mistake> mistakes = new ArrayList<>();
  private long count;

  /** A report of one mistake that has no line. */
  public static Report of(String french, String english) {
    Report report = new Report();
    report.add(0, french, english);
    return report;
  }

  /**
   * One mistake more.
   *
   * @param line of the file, from 1; 0 = of the whole file
   */
  public void add(long line, String french, String english) {
    count++;
    if (mistakes.size() < MOST) {
      mistakes.add(new Mistake(line, clean(french), clean(english)));
    }
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /** How many there are, the listed and the others. */
  public long count() {
    return count;
  }

  /** What a file says is shown without control characters and not at any length. */
  private static String clean(String text) {
    String shown = text.replaceAll("\\p{Cntrl}", "·");
    return shown.length() > WIDEST ? shown.substring(0, WIDEST) + "…" : shown;
  }

  /** The first three and how many more, in English, for the alert. */
  public String summary() {
    String first =
        mistakes.stream()
            .limit(3)
            .map(m -> (m.line() == 0 ? "" : "line " + m.line() + ": ") + m.english())
            .collect(Collectors.joining("; "));
    return count > 3 ? first + "; and " + (count - 3) + " more" : first;
  }

  /** The text of NAME.report.txt. */
  public String text(String name, String sha256, Instant at) {
    StringBuilder text = new StringBuilder();
    text.append("Fichier refusé, rien n'en a été repris : ").append(name).append('\n');
    text.append("File refused, nothing of it was taken: ").append(name).append('\n');
    text.append(at).append("  sha256 ").append(sha256).append("\n\n");
    text.append(count).append(count > 1 ? " erreurs / mistakes\n\n" : " erreur / mistake\n\n");
    mistakes.forEach(m -> append(m, text));
    if (count > mistakes.size()) {
      long more = count - mistakes.size();
      text.append("… et ").append(more).append(" autres / and ").append(more).append(" more\n");
    }
    return text.toString();
  }

  private static void append(Mistake mistake, StringBuilder text) {
    if (mistake.line() == 0) {
      text.append("FR  ").append(mistake.french()).append('\n');
    } else {
      text.append("FR  ligne ")
          .append(mistake.line())
          .append(" : ")
          .append(mistake.french())
          .append('\n');
    }
    text.append("EN  ");
    if (mistake.line() > 0) {
      text.append("line ").append(mistake.line()).append(": ");
    }
    text.append(mistake.english()).append("\n\n");
  }
}
