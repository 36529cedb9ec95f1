package io.relance.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the settings say of the mail relay. */
final class Mailing {
  private static final String PREFIX = "relance.mail.";
  private static final int LEAST_PER_MINUTE = 10;

  private final Settings settings;
  private final Path home;
  private final List<Mistake> found = new ArrayList<>();

  Mailing(Settings settings, Path home) {
    this.settings = settings;
    this.home = home;
  }

  /** Every mistake in them, with its line; what is wrong stands as if it were not given. */
  List<Mistake> mistakes() {
    found.addAll(new MailServer(settings, home, PREFIX).mistakes());
    least("sessions", 1);
    least("per.session", 1);
    if (settings.number(PREFIX + "per.minute") != 0) {
      least("per.minute", LEAST_PER_MINUTE);
    }
    return found;
  }

  private void least(String word, int least) {
    String value = given(word);
    if (Integer.parseInt(value) < least) {
      mistake(word, PREFIX + word + " is " + value, "give " + least + " or more");
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
