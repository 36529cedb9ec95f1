package io.relance.settings;

import io.relance.outbox.LetterName;
import java.util.List;

/** What the settings say of printed letters. */
final class Printing {
  private static final String NAME = "relance.letter.name";
  private final Settings settings;

  Printing(Settings settings) {
    this.settings = settings;
  }

  List<Mistake> mistakes() {
    try {
      new LetterName(settings.get(NAME));
      return List.of();
    } catch (IllegalArgumentException e) {
      String remedy = "for example {date}-{debtor}-{level}-{act}.pdf";
      return List.of(settings.mistake(NAME, String.valueOf(e.getMessage()), remedy));
    }
  }
}
