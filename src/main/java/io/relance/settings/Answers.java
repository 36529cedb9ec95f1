package io.relance.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The mailbox in which answers and bounces arrive: relance.replies.*. */
record Answers(Settings settings, Path home) {
  private static final String PREFIX = "relance.replies.";

  List<Mistake> mistakes() {
    List<Mistake> found = new ArrayList<>(new MailServer(settings, home, PREFIX).mistakes());
    boolean mailbox = !settings.get(PREFIX + "host").isEmpty();
    if (mailbox && settings.get(PREFIX + "user").isEmpty()) {
      found.add(
          settings.mistake(
              PREFIX + "host",
              "there is a mailbox for answers, and nobody to log in as",
              "set relance.replies.user and relance.replies.password"));
    }
    return found;
  }
}
