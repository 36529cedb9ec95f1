package io.relance.flow;

import io.relance.flow.Deliveries.Status;
import io.relance.store.AlertStore;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.smpp.SmppConstants;
import org.apache.camel.component.smpp.SmppMessageType;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.Session;
import org.jsmpp.session.SessionStateListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an SMS centre hands over, by routes/receipts-smpp.camel.yaml; bound as {@code smppReports}.
 * What throws is answered with an error: the centre says it again later.
 */
public final class SmppReports implements SessionStateListener {
  private static final Logger LOG = LoggerFactory.getLogger(SmppReports.class);
  private static final String CHANNEL = "smpp";
  private static final String ROUTE = "receipts-smpp";

  /** SMPP 3.4, appendix B; centres differ in the other fields. */
  private static final Pattern REPORT =
      Pattern.compile("(?i)\\bid:(\\S+).*?\\bstat:([A-Z]+)(?:.*?\\berr:(\\S+))?", Pattern.DOTALL);

  private static final Map<String, Status> STATES =
      Map.of(
          "ENROUTE", Status.ACCEPTED,
          "ACCEPTD", Status.ACCEPTED,
          "UNKNOWN", Status.ACCEPTED,
          "DELIVRD", Status.DELIVERED,
          "EXPIRED", Status.EXPIRED,
          "UNDELIV", Status.FAILED,
          "FAILED", Status.FAILED,
          "REJECTD", Status.FAILED,
          "DELETED", Status.FAILED);

  private final Deliveries deliveries;
  private final SmsAnswers answers;
  private final AlertStore alerts;
  private final Clock clock;
  private final SmppIds ids;
  private volatile boolean bound;

  /**
   * @param answers takes what people write
   * @param ids how the centre writes the ids of messages
   */
  public SmppReports(
      Deliveries deliveries, SmsAnswers answers, AlertStore alerts, Clock clock, SmppIds ids) {
    this.deliveries = deliveries;
    this.answers = answers;
    this.alerts = alerts;
    this.clock = clock;
    this.ids = ids;
  }

  /** Listens, if nobody does on this node; whether reports can come is what the alert says. */
  public void bind(Exchange exchange) {
    String cause = "the bind on which reports come was lost; it is made again by itself";
    try {
      exchange.getContext().getRouteController().startRoute(ROUTE);
    } catch (Exception e) {
      bound = false;
      cause = "no bind on which reports could come: " + Cause.of(e);
    }
    if (bound) {
      alerts.clear("receipts", CHANNEL);
    } else {
      alerts.raise("receipts", CHANNEL, cause);
    }
  }

  @Override
  public void onStateChange(SessionState now, SessionState before, Session session) {
    bound = now.isBound();
  }

  /** Takes what came: a report, or what somebody wrote. */
  public void came(Exchange exchange) {
    Message came = exchange.getMessage();
    String type = came.getHeader(SmppConstants.MESSAGE_TYPE, String.class);
    String text = came.getBody(String.class);
    if (SmppMessageType.DeliveryReceipt.toString().equals(type)) {
      report(text);
    } else if (SmppMessageType.DeliverSm.toString().equals(type)) {
      answered(came.getHeader(SmppConstants.SOURCE_ADDR, "", String.class), text);
    }
  }

  /** SMPP gives what people write no id: the same words of the same day are the same message. */
  private void answered(String from, String text) {
    if (from.matches("[+]?\\d{8,15}")) {
      LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
      answers.came(CHANNEL, from, text, "%s %s %x".formatted(day, from, text.hashCode()));
    } else {
      LOG.warn("Nobody can be told by his number, so what he wrote is not read: {}", from);
    }
  }

  private void report(String text) {
    Matcher report = REPORT.matcher(text);
    if (!report.find()) {
      LOG.warn("The SMS centre reports what cannot be read: {}", text);
      return;
    }
    String state = report.group(2).toUpperCase(Locale.ROOT);
    String error = Optional.ofNullable(report.group(3)).orElse("000");
    deliveries.report(
        CHANNEL,
        ids.reported(report.group(1)),
        STATES.getOrDefault(state, Status.ACCEPTED),
        error.matches("0*") ? state : state + ", error " + error);
  }
}
