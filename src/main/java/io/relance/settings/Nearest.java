package io.relance.settings;

import java.util.Collection;
import java.util.Comparator;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** What a person who mistyped most likely meant. */
final class Nearest {
  private Nearest() {}

  /** The known word with the fewest letters to change; there is at least one. */
  static String of(String word, Collection<String> known) {
    var distance = LevenshteinDistance.getDefaultInstance();
    return known.stream()
        .min(
            Comparator.<String>comparingInt(candidate -> distance.apply(candidate, word))
                .thenComparing(Comparator.naturalOrder()))
        .orElseThrow();
  }
}
