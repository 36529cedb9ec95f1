package io.relance.boot;

import io.relance.flow.PooledMailSender;
import io.relance.settings.Settings;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.util.Optional;

/** The mail relay that the settings name. */
final class Relays {
  private Relays() {}

  static PooledMailSender.Relay of(Settings settings) {
    return new PooledMailSender.Relay(
        settings.get("relance.mail.host"),
        settings.number("relance.mail.port"),
        settings.get("relance.mail.user"),
        settings.get("relance.mail.password"),
        settings.get("relance.mail.tls"),
        settings.number("relance.mail.sessions"));
  }

  /** Connects, greets, logs in and leaves; answers with what went wrong. */
  static Optional<String> trouble(Settings settings) {
    PooledMailSender.Relay relay = of(settings);
    try (PooledMailSender sender = new PooledMailSender(relay);
        Transport transport =
            sender.getSession().getTransport(relay.tls().equals("smtps") ? "smtps" : "smtp")) {
      transport.connect(
          relay.host(),
          relay.port(),
          relay.user().isEmpty() ? null : relay.user(),
          relay.user().isEmpty() ? null : relay.password());
      return Optional.empty();
    } catch (MessagingException e) {
      return Optional.of(String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString()));
    }
  }
}
