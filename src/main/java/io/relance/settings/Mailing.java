package io.relance.settings;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the settings say of the mail relay: how it is spoken to, and who we are to it. */
final class Mailing {
  private static final String PREFIX = "relance.mail.";
  private static final Set<String> TLS = Set.of("starttls", "tls", "none");
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
    tls();
    authority();
    least("sessions", 1);
    least("per.session", 1);
    if (settings.number(PREFIX + "per.minute") != 0) {
      least("per.minute", LEAST_PER_MINUTE);
    }
    if (!given("oauth.url").isEmpty()) {
      oauth();
    }
    return found;
  }

  private void tls() {
    String tls = given("tls");
    if (!TLS.contains(tls)) {
      mistake("tls", PREFIX + "tls is '" + tls + "'", "one of starttls, tls, none");
      settings.forget(PREFIX + "tls");
    } else if (tls.equals("none") && !given("user").isEmpty() && !here(given("host"))) {
      mistake(
          "tls",
          "the login of " + given("user") + " would cross the network in clear",
          "set " + PREFIX + "tls=starttls or tls");
    }
  }

  private void authority() {
    String file = given("tls.ca");
    if (!file.isEmpty() && !holdsCertificates(home.resolve(file))) {
      mistake(
          "tls.ca",
          "no certificates can be read from " + home.resolve(file),
          "a file in PEM with the authority's certificate, its path seen from the home");
      settings.forget(PREFIX + "tls.ca");
    }
  }

  private static boolean holdsCertificates(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return !CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty();
    } catch (IOException | CertificateException e) {
      return false;
    }
  }

  private void least(String word, int least) {
    String value = given(word);
    if (Integer.parseInt(value) < least) {
      mistake(word, PREFIX + word + " is " + value, "give " + least + " or more");
      settings.forget(PREFIX + word);
    }
  }

  private void oauth() {
    URI url = uri(given("oauth.url"));
    if (!url.isAbsolute() || (!"https".equals(url.getScheme()) && !here(url.getHost()))) {
      mistake(
          "oauth.url",
          PREFIX + "oauth.url is no address for secrets",
          "the provider's token endpoint: https://…");
    }
    if (given("user").isEmpty()) {
      mistake(
          "oauth.url", PREFIX + "oauth.url without a user", "set " + PREFIX + "user: the mailbox");
    }
    if (given("oauth.client").isEmpty()) {
      mistake(
          "oauth.url", PREFIX + "oauth.client is not set", "the application's id at the provider");
    }
    if (given("oauth.secret").isEmpty() && given("oauth.refresh").isEmpty()) {
      mistake(
          "oauth.url",
          "neither " + PREFIX + "oauth.secret nor .refresh is set",
          "a secret alone asks by the application's own name; with a refresh token, in a person's");
    }
  }

  private static URI uri(String value) {
    try {
      return URI.create(value);
    } catch (IllegalArgumentException e) {
      return URI.create("");
    }
  }

  private static boolean here(String host) {
    return host != null
        && (host.equals("localhost") || host.startsWith("127.") || host.equals("::1"));
  }

  private String given(String word) {
    return settings.get(PREFIX + word);
  }

  private void mistake(String word, String what, String remedy) {
    found.add(settings.mistake(PREFIX + word, what, remedy));
  }
}
