package io.relance.settings;

import java.util.ArrayList;
import java.util.List;

/** What the settings say of the SMS centre. */
final class Centre {
  private static final String PREFIX = "relance.smpp.";
  private static final int LONGEST_NAME = 11; // 3GPP TS 23.040, 9.1.2.5: ten octets of septets
  private static final int LONGEST_PASSWORD = 8; // SMPP 3.4, 4.1.1

  private final Settings settings;
  private final List<Mistake> found = new ArrayList<>();

  Centre(Settings settings) {
    this.settings = settings;
  }

  /** Every mistake in them, with its line; what is wrong stands as if it were not given. */
  List<Mistake> mistakes() {
    matches("tls", "true|false", "true or false");
    matches("ids", "same|hex", "same or hex");
    matches("from.ton", "[0-6]", "5 for a name, 1 for an international number, 3 for a short code");
    matches("from.npi", "0|1|3|4|6|8|9|10|14|18", "0 for a name, 1 for a number");
    matches("per.second", "[1-9]\\d*", "give 1 or more");
    matches("timeout.seconds", "[1-9]\\d{0,2}", "give 1 to 999");
    if (!given("host").isEmpty()) {
      sender();
    }
    return found;
  }

  private void sender() {
    String from = given("from");
    if (from.isEmpty()) {
      mistake("host", "no sender is given", "set " + PREFIX + "from: a name or a number");
    } else if (given("from.ton").equals("5") && from.length() > LONGEST_NAME) {
      mistake("from", "a sender of more than 11 letters: " + from, "give a shorter name");
    }
    if (given("password").length() > LONGEST_PASSWORD) {
      mistake("password", "a password of more than 8 letters", "SMPP 3.4 carries 8 at most");
    }
  }

  private void matches(String word, String regex, String remedy) {
    String value = given(word);
    if (!value.matches(regex)) {
      mistake(word, PREFIX + word + " is '" + value + "'", remedy);
      settings.forget(PREFIX + word);
    }
  }

  private String given(String word) {
    return settings.get(PREFIX + word);
  }

  private void mistake(String word, String what, String remedy) {
    found.add(settings.mistake(PREFIX + word, what, remedy));
  }
}
