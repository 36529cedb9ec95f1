package io.relance.outbox;

import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a printed letter's file is called, by a pattern such as {@code {date}-{debtor}-{act}.pdf}.
 * The same letter gets the same name at every attempt, and no two letters share one.
 */
public record LetterName(String pattern) {
  private static final Pattern WORD = Pattern.compile("\\{([a-z]+)}");
  private static final TreeSet<String> WORDS =
      new TreeSet<>(
          List.of("act", "channel", "company", "date", "debtor", "language", "level", "source"));
  private static final int LONGEST = 60;

  /** Refuses a pattern that could name a file elsewhere, or two letters alike. */
  public LetterName {
    WORD.matcher(pattern)
        .results()
        .map(word -> word.group(1))
        .filter(word -> !WORDS.contains(word))
        .findFirst()
        .ifPresent(
            word -> {
              throw new IllegalArgumentException(
                  "a letter's name has no word {%s}; it knows %s".formatted(word, WORDS));
            });
    if (!WORD.matcher(pattern).replaceAll("x").matches("[A-Za-z0-9 _.-]*\\.pdf")) {
      throw new IllegalArgumentException(
          "a letter's name is letters, digits, words in braces, blank, dot, dash and underscore, and ends with .pdf");
    }
    if (!pattern.contains("{act}")) {
      throw new IllegalArgumentException("a letter's name needs {act}: nothing else is its own");
    }
  }

  /** The name of one letter; what a file name cannot carry everywhere becomes a dash. */
  public String of(Map<String, String> facts) {
    Matcher words = WORD.matcher(pattern);
    String name =
        words.replaceAll(
            word -> Matcher.quoteReplacement(safe(facts.getOrDefault(word.group(1), ""))));
    return name.startsWith(".") ? "-" + name : name;
  }

  /** A word as every file system takes it within a name. */
  public static String safe(String value) {
    String plain =
        Normalizer.normalize(value, Normalizer.Form.NFKD)
            .replaceAll("\\p{M}", "")
            .replaceAll("[^A-Za-z0-9_]+", "-")
            .replaceAll("^-|-$", "");
    return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
  }
}
