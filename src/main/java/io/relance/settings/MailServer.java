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
import org.jspecify.annotations.Nullable;

/** How a mail server is spoken to, and who we are to it: PREFIX.tls, .tls.ca, .user, .oauth.*. */
final class MailServer {
  private static final Set<String> TLS = Set.of("starttls", "tls", "none");

  private final Settings settings;
  private final Path home;
  private final String prefix;
  private final List<Mistake> found = new ArrayList<>();

  /**
   * @param prefix with the dot at its end: relance.mail.
   */
  MailServer(Settings settings, Path home, String prefix) {
    this.settings = settings;
    this.home = home;
    this.prefix = prefix;
  }

  /** Every mistake in them, with its line; what is wrong stands as if it were not given. */
  List<Mistake> mistakes() {
    tls();
    authority();
    if (!given("oauth.url").isEmpty()) {
      oauth();
    }
    return found;
  }

  private void tls() {
    String tls = given("tls");
    if (!TLS.contains(tls)) {
      mistake("tls", prefix + "tls is '" + tls + "'", "one of starttls, tls, none");
      settings.forget(prefix + "tls");
    } else if (tls.equals("none") && !given("user").isEmpty() && !here(given("host"))) {
      mistake(
          "tls",
          "the login of " + given("user") + " would cross the network in clear",
          "set " + prefix + "tls=starttls or tls");
    }
  }

  private void authority() {
    String file = given("tls.ca");
    if (!file.isEmpty() && !holdsCertificates(home.resolve(file))) {
      mistake(
          "tls.ca",
          "no certificates can be read from " + home.resolve(file),
          "a file in PEM with the authority's certificate, its path seen from the home");
      settings.forget(prefix + "tls.ca");
    }
  }

  private static boolean holdsCertificates(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return !CertificateFactory.getInstance("X.509").generateCertificates(in).isEmpty();
    } catch (IOException | CertificateException e) {
      return false;
    }
  }

  private void oauth() {
    URI url = uri(given("oauth.url"));
    if (!url.isAbsolute() || (!"https".equals(url.getScheme()) && !here(url.getHost()))) {
      mistake(
          "oauth.url",
          prefix + "oauth.url is no address for secrets",
          "the provider's token endpoint: https://…");
    }
    if (given("user").isEmpty()) {
      mistake(
          "oauth.url", prefix + "oauth.url without a user", "set " + prefix + "user: the mailbox");
    }
    if (given("oauth.client").isEmpty()) {
      mistake(
          "oauth.url", prefix + "oauth.client is not set", "the application's id at the provider");
    }
    if (given("oauth.secret").isEmpty() && given("oauth.refresh").isEmpty()) {
      mistake(
          "oauth.url",
          "neither " + prefix + "oauth.secret nor .refresh is set",
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

  /** On this machine; an empty host is spoken to by nobody. */
  private static boolean here(@Nullable String host) {
    return host != null && host.matches("|localhost|127\\..*|::1");
  }

  private String given(String word) {
    return settings.get(prefix + word);
  }

  private void mistake(String word, String what, String remedy) {
    found.add(settings.mistake(prefix + word, what, remedy));
  }
}
