package io.relance.outbox;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/** The words with which people everywhere say that they want no more SMS. */
public final class Stop {
  private static final Set<String> WORDS =
      Set.of(
          "STOP",
          "STOPALL",
          "STOPP",
          "ARRET",
          "ARRETEZ",
          "ARRETER",
          "DESABONNER",
          "DESABONNEMENT",
          "DESINSCRIPTION",
          "UNSUBSCRIBE",
          "QUIT",
          "BAJA",
          "ABMELDEN");

  private Stop() {}

  /** True when the message begins with one of them, whatever its case and accents. */
  public static boolean in(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .toUpperCase(Locale.ROOT)
            .replaceAll("[^A-Z]+", " ")
            .strip();
    return WORDS.contains(plain.split(" ", 2)[0]);
  }
}
