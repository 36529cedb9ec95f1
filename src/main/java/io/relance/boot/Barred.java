package io.relance.boot;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.main.Main;
import org.apache.camel.support.DefaultComponent;

/**
 * Stands where a component would stand that this version of Camel does not keep safe: a route that
 * uses it is refused with the reason.
 */
final class Barred extends DefaultComponent {
  private static final String MAIL =
      "Camel 4.17 takes headers from a mail as they are (CVE-2026-33454), so the hub reads no mailbox;"
          + " let your mail server hand the mails over as files or by HTTP";
  private static final Map<String, String> REASONS =
      Map.of(
          "imap", MAIL,
          "imaps", MAIL,
          "pop3", MAIL,
          "pop3s", MAIL,
          "exec", "a route must not run commands of the system",
          "jms", "camel-jms 4.17 lets headers through (CVE-2026-40453)");

  private final String reason;

  private Barred(String reason) {
    this.reason = reason;
  }

  /** Takes the places of all of them. */
  static void bind(Main main) {
    REASONS.forEach((scheme, reason) -> main.bind(scheme, new Barred(reason)));
  }

  @Override
  protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> parameters) {
    throw new IllegalArgumentException(uri.replaceFirst(":.*", "") + ": is barred: " + reason);
  }
}
