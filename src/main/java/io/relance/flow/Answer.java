package io.relance.flow;

import io.relance.connector.SourceTrouble;
import io.relance.outbox.Receipt;
import io.relance.outbox.Undelivered;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.component.kamelet.KameletConsumerNotAvailableException;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.apache.hc.client5.http.ConnectTimeoutException;

/**
 * What a fault of a channel's route says about the message. Whatever is not known to have left it
 * where it was is unknown: it may have arrived.
 */
final class Answer {
  private static final Set<Integer> LATER = Set.of(408, 425, 429, 503);
  private static final Set<Integer> NOT_US = Set.of(301, 307, 308, 401, 402, 403, 404, 405, 407);

  private Answer() {}

  static Receipt of(Throwable fault) {
    for (Throwable e = fault; e != null; e = e.getCause()) {
      if (e instanceof Undelivered undelivered) {
        return undelivered.receipt();
      } else if (e instanceof HttpOperationFailedException http) {
        return http(http);
      } else if (nothingLeft(e)) {
        return new Receipt.Down(said(fault));
      } else if (e instanceof GenericFileOperationFailedException file && neverOpened(file)) {
        return new Receipt.Down(said(file) + ": " + Cause.of(file));
      }
    }
    for (Throwable e = fault; e != null; e = e.getCause()) {
      if (e instanceof SourceTrouble trouble) {
        return trouble(trouble);
      }
    }
    return new Receipt.Unknown(said(fault));
  }

  private static boolean nothingLeft(Throwable e) {
    return Stream.of(
            ConnectException.class,
            ConnectTimeoutException.class,
            NoRouteToHostException.class,
            UnknownHostException.class,
            SSLHandshakeException.class,
            KameletConsumerNotAvailableException.class)
        .anyMatch(kind -> kind.isInstance(e));
  }

  /** No line to the SFTP server, or it is not the known one, or does not know us (camel-ftp). */
  private static boolean neverOpened(GenericFileOperationFailedException file) {
    return String.valueOf(file.getMessage()).startsWith("Cannot connect to ");
  }

  /** A 5xx comes from somebody who may have passed it on. */
  private static Receipt http(HttpOperationFailedException http) {
    int status = http.getStatusCode();
    String said = "HTTP " + status + body(http);
    if (LATER.contains(status)) {
      return new Receipt.Deferred(said);
    } else if (NOT_US.contains(status)) {
      return new Receipt.Down(said + ": check the channel's address and credentials");
    }
    return status >= 400 && status < 500
        ? new Receipt.Refused("", said)
        : new Receipt.Unknown(said);
  }

  private static String body(HttpOperationFailedException http) {
    String body = http.getResponseBody();
    return body == null || body.isBlank() ? "" : ", " + shortened(body);
  }

  private static Receipt trouble(SourceTrouble trouble) {
    return switch (trouble.kind()) {
      case UNREACHABLE -> new Receipt.Unknown(said(trouble));
      case REFUSED, MISCONFIGURED -> new Receipt.Down(said(trouble));
      case DRIFT, LIES, OLDER -> new Receipt.Refused("", said(trouble));
    };
  }

  private static String said(Throwable e) {
    String message = e.getMessage();
    return shortened(message == null ? e.toString() : message);
  }

  private static String shortened(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.length() <= 300 ? line : line.substring(0, 300) + "…";
  }
}
