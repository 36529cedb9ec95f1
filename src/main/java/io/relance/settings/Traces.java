package io.relance.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the settings say of openings and clicks: {@code relance.tracking.*}. Off unless url is set.
 */
final class Traces {
  private static final String URL = "relance.tracking.url";
  private static final String CONSENT = "relance.tracking.consent";

  private static final String ROUTE = "routes/tracking.camel.yaml";

  private final Settings settings;
  private final Path home;
  private final List<Mistake> found = new ArrayList<>();

  Traces(Settings settings, Path home) {
    this.settings = settings;
    this.home = home;
  }

  /** Every mistake in them, with its line. */
  List<Mistake> mistakes() {
    String url = settings.get(URL);
    if (url.isEmpty()) {
      return found;
    }
    if (!open(url)) {
      mistake(
          URL + " is no address that every reader reaches safely: " + url,
          "for example https://relance.example: https, without a slash at its end");
    }
    if (settings.number("relance.hooks.port") == 0) {
      mistake(
          URL + " is set, but the door is closed: links in e-mails would lead nowhere",
          "set relance.hooks.port and .token, and put a proxy with TLS before it");
    }
    if (!Files.isRegularFile(home.resolve(ROUTE))) {
      mistake(
          URL + " is set, but there is no " + ROUTE + ": links in e-mails would lead nowhere",
          "copy the shipped one");
    }
    if (settings.get(CONSENT).isEmpty()) {
      mistake(
          URL + " is set, but not who agreed to be tracked",
          "set " + CONSENT + ": the tag in the ERP of debtors who did, or * when all did");
    }
    return found;
  }

  private static boolean open(String url) {
    try {
      URI uri = new URI(url);
      return "https".equals(uri.getScheme())
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && url.matches("[\\w:/.-]+[^/]");
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private void mistake(String what, String remedy) {
    found.add(settings.mistake(URL, what, remedy));
  }
}
