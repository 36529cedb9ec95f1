package io.relance.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The mailbox in which answers and bounces arrive: relance.replies.*. */
record Answers(Settings settings) {
  private static final Set<String> TLS = Set.of("tls", "starttls", "none");

  List<Mistake> mistakes() {
    List<Mistake> found = new ArrayList<>();
    if (settings.get("relance.replies.host").isEmpty()) {
      return found;
    }
    String tls = settings.get("relance.replies.tls");
    if (!TLS.contains(tls)) {
      String what = "relance.replies.tls is %s".formatted(tls);
      settings.forget("relance.replies.tls");
      found.add(settings.mistake("relance.replies.tls", what, "tls, starttls or none"));
    }
    if (settings.get("relance.replies.user").isEmpty()) {
      found.add(
          settings.mistake(
              "relance.replies.host",
              "there is a mailbox for answers, and nobody to log in as",
              "set relance.replies.user and relance.replies.password"));
    }
    return found;
  }
}
