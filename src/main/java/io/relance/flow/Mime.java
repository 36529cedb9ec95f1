package io.relance.flow;

import io.relance.notice.Notice;
import io.relance.outbox.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The bytes of an e-mail: made once, stored, and sent exactly as they are stored. */
final class Mime {
  private static final Session NONE = Session.getInstance(new Properties());
  private final Clock clock;

  Mime(Clock clock) {
    this.clock = clock;
  }

  /**
   * What stands on the outside.
   *
   * @param name of the creditor
   * @param replyTo null = the sender
   * @param person the addressee's name when there is one address
   */
  record Envelope(
      String from,
      String name,
      @Nullable String replyTo,
      List<String> to,
      @Nullable String person,
      String messageId) {}

  /** Text and HTML as one message; its Message-ID is the act's. */
  byte[] bytes(Envelope envelope, String subject, Notice notice) {
    try {
      MimeMessage message = new MimeMessage(NONE);
      message.setFrom(address(envelope.from(), envelope.name()));
      message.setRecipients(Message.RecipientType.TO, recipients(envelope));
      if (envelope.replyTo() != null && !envelope.replyTo().isBlank()) {
        message.setReplyTo(new InternetAddress[] {new InternetAddress(envelope.replyTo().strip())});
      }
      message.setSubject(Address.printable(subject), "UTF-8");
      message.setSentDate(Date.from(clock.instant()));
      message.setHeader("Auto-Submitted", "auto-generated");
      message.setContent(
          new MimeMultipart(
              "alternative", part(notice.text(), "plain"), part(notice.html(), "html")));
      message.saveChanges();
      message.setHeader("Message-ID", envelope.messageId());
      ByteArrayOutputStream out = new ByteArrayOutputStream(8_192);
      message.writeTo(out);
      return out.toByteArray();
    } catch (MessagingException | IOException e) {
      throw new IllegalStateException("the e-mail cannot be built: " + e.getMessage(), e);
    }
  }

  private static MimeBodyPart part(String text, String subtype) throws MessagingException {
    MimeBodyPart part = new MimeBodyPart();
    part.setText(text, "UTF-8", subtype);
    return part;
  }

  private static InternetAddress[] recipients(Envelope envelope)
      throws MessagingException, UnsupportedEncodingException {
    String person = envelope.to().size() == 1 ? envelope.person() : null;
    InternetAddress[] all = new InternetAddress[envelope.to().size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = address(envelope.to().get(i), person);
    }
    return all;
  }

  private static InternetAddress address(String address, @Nullable String name)
      throws MessagingException, UnsupportedEncodingException {
    InternetAddress one = new InternetAddress(address, true);
    if (name != null) {
      one.setPersonal(Address.printable(name), "UTF-8");
    }
    return one;
  }

  /** A message that writes exactly these bytes. */
  static MimeMessage message(byte[] bytes) {
    try {
      return new MimeMessage(NONE, new ByteArrayInputStream(bytes));
    } catch (MessagingException e) {
      throw new IllegalStateException("a stored e-mail cannot be read: " + e.getMessage(), e);
    }
  }
}
