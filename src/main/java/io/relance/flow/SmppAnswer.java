package io.relance.flow;

import static org.jsmpp.SMPPConstant.STAT_ESME_RINVDSTADR;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVDSTNPI;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVDSTTON;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVESMCLASS;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVMSGLEN;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVSRCADR;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVSRCNPI;
import static org.jsmpp.SMPPConstant.STAT_ESME_RINVSRCTON;
import static org.jsmpp.SMPPConstant.STAT_ESME_RMSGQFUL;
import static org.jsmpp.SMPPConstant.STAT_ESME_RTHROTTLED;

import io.relance.outbox.Receipt;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.camel.component.smpp.SmppException;
import org.jsmpp.PDUException;
import org.jsmpp.extra.NegativeResponseException;

/**
 * What became of a submit_sm that did not end with a message id: what the centre's status says
 * (SMPP 3.4, 5.1.3), or its silence.
 */
final class SmppAnswer {

  /** Said of us or of the line, and of no message: each of them is tried again, uncounted. */
  private static final Map<Integer, String> OF_THE_LINE =
      Map.of(
          STAT_ESME_RTHROTTLED, "too many at a time: lower relance.smpp.per.second",
          STAT_ESME_RMSGQFUL, "its queue is full",
          STAT_ESME_RINVSRCADR, "it does not know the sender: correct relance.smpp.from",
          STAT_ESME_RINVSRCTON, "it does not take the sender: correct relance.smpp.from.ton",
          STAT_ESME_RINVSRCNPI, "it does not take the sender: correct relance.smpp.from.npi");

  /** Said of this message, whoever it is for: it would be said again. */
  private static final Set<Integer> OF_THE_MESSAGE =
      Set.of(
          STAT_ESME_RINVMSGLEN, STAT_ESME_RINVESMCLASS, STAT_ESME_RINVDSTTON, STAT_ESME_RINVDSTNPI);

  private SmppAnswer() {}

  /**
   * The receipt of what camel-smpp threw. It throws an IOException of its own while there is no
   * bind; what happens on a bind it wraps.
   *
   * @param number the message was for
   */
  static Receipt of(Throwable failure, String number) {
    Throwable cause = failure instanceof SmppException ? failure.getCause() : failure;
    if (cause instanceof NegativeResponseException negative) {
      return negative(negative.getCommandStatus(), number);
    }
    if (cause instanceof PDUException) {
      return new Receipt.Refused("", "not a message of SMPP 3.4: " + Cause.of(cause));
    }
    if (cause instanceof IOException && (cause == failure || neverWritten(cause))) {
      return new Receipt.Down("no bind to the SMS centre: " + Cause.of(cause));
    }
    return new Receipt.Unknown("the SMS centre did not answer: " + Cause.of(cause));
  }

  /** The session was closed before the message could be written to it (jsmpp, AbstractSession). */
  private static boolean neverWritten(Throwable cause) {
    return String.valueOf(cause.getMessage()).startsWith("Cannot submitShortMessage while");
  }

  private static Receipt negative(int status, String number) {
    String said = "the SMS centre answered 0x%02X".formatted(status);
    if (OF_THE_LINE.containsKey(status)) {
      return new Receipt.Down(said + ", " + OF_THE_LINE.get(status));
    }
    if (status == STAT_ESME_RINVDSTADR) {
      return new Receipt.Refused(number, said + ", there is no such number");
    }
    return OF_THE_MESSAGE.contains(status)
        ? new Receipt.Refused("", said)
        : new Receipt.Deferred(said);
  }
}
