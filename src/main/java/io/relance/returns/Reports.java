package io.relance.returns;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.angus.mail.dsn.DeliveryStatus;
import org.eclipse.angus.mail.dsn.DispositionNotification;

/** Reports that follow a standard: RFC 3464 (delivery), 8098 (opened), 5965 (spam). */
final class Reports {
  private static final int MOST = 100;
  private static final int MOST_BYTES = 100_000;

  private Reports() {}

  /** What the delivery report says, by address; empty = there is none, or it cannot be read. */
  static List<Fate> delivery(Mail mail) {
    return mail.piece("message/delivery-status", "message/global-delivery-status")
        .map(Reports::fates)
        .orElse(List.of());
  }

  private static List<Fate> fates(Piece piece) {
    List<Fate> fates = new ArrayList<>();
    try {
      DeliveryStatus status = new DeliveryStatus(some(piece));
      for (int i = 0; i < Math.min(status.getRecipientDSNCount(), MOST); i++) {
        fates.add(fate(status.getRecipientDSN(i)));
      }
    } catch (MessagingException | IOException | RuntimeException e) {
      return List.of(); // a report in name only: its words are read instead
    }
    return fates;
  }

  private static InputStream some(Piece report) {
    return new ByteArrayInputStream(report.bytes(), 0, Math.min(report.bytes().length, MOST_BYTES));
  }

  private static Fate fate(InternetHeaders group) {
    String original = address(group, "Original-Recipient");
    String words = value(group, "Diagnostic-Code");
    String status = value(group, "Status");
    String cause = (status + " " + words).strip();
    return new Fate(
        original.isEmpty() ? address(group, "Final-Recipient") : original,
        kind(value(group, "Action").toLowerCase(Locale.ROOT), status, words),
        Decoded.cut(cause, 300));
  }

  /** Failed is failed: a 4.x.x that was given up is no longer a delay. */
  private static Kind kind(String action, String status, String words) {
    return switch (action) {
      case "failed" -> {
        Kind kind = Status.of(status, words);
        yield kind.failed() ? kind : Kind.SOFT;
      }
      case "delayed" -> Kind.DELAYED;
      case "delivered" -> Kind.DELIVERED;
      default -> Kind.UNREADABLE; // relayed, expanded: nobody knows what became of it
    };
  }

  private static String address(InternetHeaders group, String name) {
    return Mail.addressesIn(value(group, name)).stream().findFirst().orElse("");
  }

  private static String value(InternetHeaders headers, String name) {
    String[] found = headers.getHeader(name);
    return found == null ? "" : Decoded.line(found[0], 1_000);
  }

  /** Opened, or put away unread; empty = it is no such receipt. */
  static Optional<Fate> opened(Mail mail) {
    return mail.piece("message/disposition-notification", "message/global-disposition-notification")
        .map(Reports::disposition);
  }

  private static Fate disposition(Piece piece) {
    try {
      InternetHeaders said = new DispositionNotification(some(piece)).getNotifications();
      String words = value(said, "Disposition");
      boolean read = words.toLowerCase(Locale.ROOT).matches(".*;\\s*(displayed|processed).*");
      return new Fate(address(said, "Final-Recipient"), read ? Kind.READ : Kind.AUTOMATIC, words);
    } catch (MessagingException | IOException | RuntimeException e) {
      return new Fate("", Kind.UNREADABLE, "a receipt that cannot be read");
    }
  }

  /** Somebody took it for spam; empty = it is no such report. */
  static Optional<Fate> complaint(Mail mail) {
    return mail.piece("message/feedback-report")
        .map(
            piece ->
                new Fate(
                    field(piece, "Original-Rcpt-To"),
                    Kind.COMPLAINT,
                    "reported as spam: " + text(piece, "Feedback-Type")));
  }

  private static String field(Piece piece, String name) {
    return Mail.addressesIn(text(piece, name)).stream().findFirst().orElse("");
  }

  private static String text(Piece piece, String name) {
    try {
      return value(new InternetHeaders(some(piece)), name);
    } catch (MessagingException | RuntimeException e) {
      return "";
    }
  }
}
