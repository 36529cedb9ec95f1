package io.relance.boot;

import io.relance.connector.Grants;
import io.relance.connector.OAuth2;
import io.relance.connector.TokenEndpoint;
import io.relance.flow.Login;
import io.relance.flow.PooledMailSender;
import io.relance.flow.Protection;
import io.relance.flow.Relay;
import io.relance.outbox.Receipt;
import io.relance.outbox.Undelivered;
import io.relance.settings.Settings;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/** The mail servers that the settings name: the relay, the mailbox of answers. */
final class Relays {
  private final Home home;
  private final Settings settings;
  private final Clock clock;

  Relays(Home home, Settings settings, Clock clock) {
    this.home = home;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Where it is and who we are to it.
   *
   * @param grants where access tokens are kept
   */
  Relay relay(Grants grants) {
    Protection protection = protection("relance.mail");
    return new Relay(
        settings.get("relance.mail.host"),
        settings.number("relance.mail.port"),
        protection.tls(),
        protection.ca(),
        login("relance.mail", grants),
        new Relay.Limits(
            settings.number("relance.mail.sessions"),
            settings.number("relance.mail.per.session"),
            settings.number("relance.mail.per.minute")));
  }

  /**
   * How a mail server is spoken to.
   *
   * @param prefix of its settings: PREFIX.tls, PREFIX.tls.ca
   */
  Protection protection(String prefix) {
    String ca = settings.get(prefix + ".tls.ca");
    return new Protection(
        Relay.Tls.valueOf(settings.get(prefix + ".tls").toUpperCase(Locale.ROOT)),
        ca.isEmpty() ? null : home.root().resolve(ca));
  }

  /**
   * Who we are to a mail server.
   *
   * @param prefix of its settings: PREFIX.user, PREFIX.password, PREFIX.oauth.url …
   */
  Login login(String prefix, Grants grants) {
    String user = settings.get(prefix + ".user");
    if (user.isEmpty()) {
      return new Login.Nobody();
    }
    return settings.get(prefix + ".oauth.url").isEmpty()
        ? new Login.Password(user, settings.get(prefix + ".password"))
        : new Login.Token(user, tokens(prefix + ".oauth", grants));
  }

  private OAuth2 tokens(String prefix, Grants grants) {
    String url = settings.get(prefix + ".url");
    OAuth2.Client client =
        OAuth2.Client.unattended(
            prefix,
            url,
            settings.get(prefix + ".client"),
            settings.get(prefix + ".secret"),
            settings.get(prefix + ".scope"),
            settings.get(prefix + ".refresh"));
    return new OAuth2(new TokenEndpoint(client.where()), grants, client, clock);
  }

  /** Connects, greets, logs in and leaves; answers with what went wrong. */
  Optional<String> trouble(Grants grants) {
    try (PooledMailSender sender = new PooledMailSender(relay(grants))) {
      sender.greet();
      return Optional.empty();
    } catch (Undelivered e) {
      return Optional.of(e.receipt() instanceof Receipt.Down down ? down.cause() : e.getMessage());
    } catch (RuntimeException e) {
      return Optional.of(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }
}
