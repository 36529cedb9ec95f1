package io.relance.flow;

import io.relance.notice.Notice;
import io.relance.outbox.Address;
import io.relance.outbox.Receipt;
import io.relance.outbox.Undelivered;
import io.relance.store.AlertStore;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;

/**
 * What routes/send-alert.camel.yaml calls: a sensitive case goes to colleagues by e-mail, to their
 * chat, or both. Where both are set the e-mail decides; a chat that fails is said in the hub.
 */
public final class Alarms {
  private final Mime mime;
  private final AlertStore alerts;
  private final Settings settings;

  /**
   * Where it goes; each may be empty.
   *
   * @param to addresses, comma-separated
   * @param from sender; empty = the first of them
   * @param chat a webhook's address
   */
  public record Settings(String to, String from, String chat) {}

  /** Bound as {@code alarms}. */
  public Alarms(Clock clock, AlertStore alerts, Settings settings) {
    this.mime = new Mime(clock);
    this.alerts = alerts;
    this.settings = settings;
  }

  /**
   * Properties {@code alarmMail} and {@code alarmChat} say where it goes.
   *
   * @throws Undelivered when it goes nowhere: no act's fault, it waits for the setting
   */
  public void open(Exchange exchange) {
    boolean mail = !Address.in(settings.to()).good().isEmpty();
    if (!mail && settings.chat().isEmpty()) {
      throw new Undelivered(
          new Receipt.Down("nobody is told: set relance.alert.to or relance.alert.webhook"), null);
    }
    exchange.setProperty("alarmMail", mail);
    exchange.setProperty("alarmChat", settings.chat());
    exchange.setProperty("alarmText", exchange.getMessage().getBody(String.class));
  }

  /** The body, the text as HTML, becomes the e-mail. */
  public void mail(Exchange exchange) {
    List<String> to = Address.in(settings.to()).good();
    String from =
        Address.in(settings.from()).good().stream().findFirst().orElseGet(() -> to.get(0));
    String subject = exchange.getProperty("subject", String.class);
    String domain = from.substring(from.indexOf('@') + 1);
    String id = "<" + exchange.getProperty("key", String.class) + "@" + domain + ">";
    Map<String, String> parts =
        Map.of(
            "text", exchange.getProperty("alarmText", String.class),
            "html", exchange.getMessage().getBody(String.class));
    Notice notice =
        new Notice(exchange.getProperty("language", String.class), subject, parts, List.of());
    exchange
        .getMessage()
        .setBody(
            Mime.message(
                mime.bytes(
                    new Mime.Envelope(from, "Relance", null, to, null, id),
                    subject,
                    notice,
                    List.of())));
  }

  /** The words for the chat: subject and text. */
  public String words(Exchange exchange) {
    return exchange.getProperty("subject", String.class)
        + "\n\n"
        + exchange.getProperty("alarmText", String.class);
  }

  /** The chat did not take it; where an e-mail went already that is not the act's end. */
  public void chatFailed(Exchange exchange) throws Exception {
    Exception cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    if (!exchange.getProperty("alarmMail", Boolean.class)) {
      throw cause;
    }
    alerts.raise(
        "channel",
        "relance.alert.webhook",
        "the chat took no alert, the e-mail went: " + Cause.of(cause));
  }
}
