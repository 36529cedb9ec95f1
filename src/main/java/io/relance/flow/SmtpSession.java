package io.relance.flow;

import io.relance.outbox.Receipt;
import io.relance.outbox.Undelivered;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the relay that can carry many messages, and that knows for each failed one
 * whether it may have left: before the closing dot it cannot have, after it only an answer tells.
 */
final class SmtpSession extends SMTPTransport {
  private static final Logger LOG = LoggerFactory.getLogger(SmtpSession.class);

  private static final Pattern RELAYING =
      Pattern.compile("\\brelay(ing)?\\b", Pattern.CASE_INSENSITIVE);

  private boolean handedOver;
  private boolean answered;
  private int sent;
  private long idleSince;

  SmtpSession(Session session, boolean tls) {
    super(
        session,
        new URLName(tls ? "smtps" : "smtp", null, -1, null, null, null),
        tls ? "smtps" : "smtp",
        tls);
  }

  /** Sends the message as it is: its bytes and its Message-ID are not touched. */
  Receipt.Accepted deliver(MimeMessage message) {
    handedOver = false;
    answered = false;
    try {
      Address[] to = message.getAllRecipients();
      sendMessage(message, to);
      sent++;
      return new Receipt.Accepted(getLastServerResponse().strip());
    } catch (MessagingException e) {
      throw new Undelivered(receipt(e), e);
    }
  }

  @Override
  protected void finishData() throws IOException, MessagingException {
    handedOver = true;
    super.finishData();
  }

  private Receipt receipt(MessagingException e) {
    for (Exception cause = e; cause instanceof MessagingException m; cause = m.getNextException()) {
      if (cause instanceof SMTPAddressFailedException refused) {
        answered = true;
        return refusal(refused);
      }
      if (cause instanceof SMTPSendFailedException failed && failed.getReturnCode() > 0) {
        answered = true;
        return refusal(failed);
      }
    }
    return handedOver
        ? new Receipt.Unknown("no answer after the data: " + text(e))
        : new Receipt.Deferred("connection lost: " + text(e));
  }

  /**
   * A no to an address; but a relay that does not want to be one (Postfix "Relay access denied",
   * Exchange "Unable to relay", Exim "relay not permitted") says no to us, and would to all.
   */
  private static Receipt refusal(SMTPAddressFailedException refused) {
    String words = text(refused);
    if (refused.getReturnCode() < 500) {
      return new Receipt.Deferred(words);
    }
    return RELAYING.matcher(words).find()
        ? new Receipt.Down(
            "the relay does not relay for us (relance.mail.user, or the relay's own list): "
                + words)
        : new Receipt.Refused(refused.getAddress().getAddress(), words);
  }

  /** A no to the sender (MAIL FROM) is the relay's no to us; after the data it is the message's. */
  private Receipt refusal(SMTPSendFailedException failed) {
    if (failed.getReturnCode() < 500) {
      return new Receipt.Deferred(text(failed));
    }
    return handedOver
        ? new Receipt.Refused("", text(failed))
        : new Receipt.Down("the relay refuses the sender: " + text(failed));
  }

  private static String text(Exception e) {
    return String.valueOf(e.getMessage()).strip();
  }

  /** The relay had closed this kept connection: the message can safely take a fresh one. */
  boolean wasStale() {
    return sent > 0 && !handedOver && !answered;
  }

  int sent() {
    return sent;
  }

  void idleSince(long nanos) {
    idleSince = nanos;
  }

  long idleSince() {
    return idleSince;
  }

  /** Closes without waiting for the relay's goodbye; a failure to close harms nobody. */
  void drop() {
    try {
      close();
    } catch (MessagingException e) {
      LOG.debug("closing the connection to the relay: {}", e.getMessage());
    }
  }
}
