package io.relance.settings;

import io.relance.outbox.LetterName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the settings say of printed letters. */
final class Printing {
  private static final String NAME = "relance.letter.name";
  private static final String DUPLEX = "relance.letter.bind.duplex";
  private static final Set<String> YES_NO = Set.of("yes", "no");
  private final Settings settings;

  Printing(Settings settings) {
    this.settings = settings;
  }

  List<Mistake> mistakes() {
    List<Mistake> found = new ArrayList<>(name());
    String duplex = settings.get(DUPLEX);
    if (!YES_NO.contains(duplex)) {
      found.add(settings.mistake(DUPLEX, "%s is %s".formatted(DUPLEX, duplex), "yes or no"));
    }
    return found;
  }

  private List<Mistake> name() {
    try {
      new LetterName(settings.get(NAME));
      return List.of();
    } catch (IllegalArgumentException e) {
      String remedy = "for example {date}-{debtor}-{level}-{act}.pdf";
      return List.of(settings.mistake(NAME, String.valueOf(e.getMessage()), remedy));
    }
  }
}
