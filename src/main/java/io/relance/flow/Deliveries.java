package io.relance.flow;

import io.relance.journal.Entry;
import io.relance.policy.Hold;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.DeliveryStore;
import io.relance.store.DeliveryStore.Report;
import io.relance.store.HoldStore;
import io.relance.store.JournalStore;
import io.relance.store.ReturnStore;
import io.relance.store.UncertainStore;
import io.relance.store.UncertainStore.Found;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What gateways report of messages that left, bound as {@code deliveries}. Reports may come twice,
 * in any order, and before the hub itself knows that the message left: each is applied once, in one
 * commit with its journal entry.
 */
public final class Deliveries {
  private static final Logger LOG = LoggerFactory.getLogger(Deliveries.class);
  private static final int EXPIRED_MOST = 2;
  private static final int UNKNOWN_MOST = 20;

  private final Database database;
  private final DeliveryStore reports;
  private final UncertainStore acts;
  private final ReturnStore returns;
  private final HoldStore holds;
  private final JournalStore journal;
  private final AlertStore alerts;
  private final WriteBack writeBack;
  private final Clock clock;

  /**
   * @param stores what all of sending shares
   * @param writeBack tells the ERP of an uncertain message that turns out to have left
   */
  public Deliveries(Receipts.Stores stores, WriteBack writeBack) {
    this.database = stores.database();
    this.clock = stores.clock();
    this.reports = new DeliveryStore(database, clock);
    this.acts = new UncertainStore(database, clock);
    this.journal = stores.journal();
    this.alerts = stores.alerts();
    this.writeBack = writeBack;
    this.returns = new ReturnStore(database, clock);
    this.holds = new HoldStore(database, journal, alerts, clock);
  }

  /** What a gateway may say of a message, in the order in which it says so. */
  public enum Status {
    /** On its way. */
    ACCEPTED,
    DELIVERED,
    /** It will not arrive: the number is wrong, barred, or refuses. */
    FAILED,
    /** Nobody switched the telephone on for as long as the network kept it. */
    EXPIRED;

    /**
     * As it is written in settings and tables.
     *
     * @throws IllegalArgumentException when it is none of these
     */
    public static Status of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Keeps the report and applies it, when the message is known; else it waits. Committed when this
   * returns.
   *
   * @param gatewayId what the route that sent it set as property {@code gatewayId}, or one of them
   * @param detail the gateway's own words
   */
  public void report(String channel, String gatewayId, Status status, String detail) {
    Report report = new Report(channel, gatewayId, status.text(), detail);
    database.inTransaction(
        () -> {
          if (reports.keep(report)) {
            apply(report);
          } else {
            LOG.debug("Reported again: {}", report);
          }
        });
  }

  /** Applies what came before its message was known; each in a commit of its own. */
  public void catchUp() {
    Instant start = clock.instant();
    for (Report report : reports.waiting()) {
      database.inTransaction(() -> apply(report));
    }
    reports.unknown().forEach(this::strangers);
    alerts.clearUnseen("deliveries", "", start);
  }

  /** Forgets old reports; the journal keeps what became of the acts. */
  public void purge() {
    LOG.info("{} old delivery reports forgotten", reports.purge());
  }

  private void strangers(String channel, int messages) {
    if (messages >= UNKNOWN_MOST) {
      alerts.raise(
          "deliveries",
          channel,
          "since yesterday %d messages were reported that this hub did not send: does another system use the same account or report address?"
              .formatted(messages));
    }
  }

  private void apply(Report report) {
    reports
        .act(report)
        .flatMap(acts::lock)
        .filter(act -> !List.of("claimed", "sending").contains(act.state()))
        .ifPresent(act -> apply(report, act));
  }

  private void apply(Report report, Found act) {
    reports.applied(report, act.id());
    Status status = Status.of(report.status());
    boolean good = status == Status.ACCEPTED || status == Status.DELIVERED;
    boolean uncertain = act.state().equals("uncertain");
    if (uncertain && good) {
      arrived(report, act);
    }
    boolean out = uncertain || act.state().equals("sent");
    if (out && !good) {
      bounced(report, act, status);
    } else if (out && status == Status.DELIVERED) {
      delivered(report, act);
    } else if (status != Status.ACCEPTED && !agrees(status, act)) {
      contradicted(report, act);
    }
  }

  private static boolean agrees(Status status, Found act) {
    return act.state().equals(status == Status.DELIVERED ? "delivered" : "bounced");
  }

  /** Nobody knew whether it left: now the network says so. */
  private void arrived(Report report, Found act) {
    acts.arrived(act, "the network reported it " + report.status());
    writeBack.afterSent(List.of(act.id()));
    alerts.clear("act", "act " + act.id());
    journal.append(List.of(entry("act sent", report, act)));
  }

  private void delivered(Report report, Found act) {
    if (reports.delivered(act.id())) {
      journal.append(List.of(entry("act delivered", report, act)));
    }
  }

  private void bounced(Report report, Found act, Status status) {
    String to = act.recipient() == null ? "" : act.recipient();
    String cause = words(report);
    boolean late = returns.late(act.id());
    boolean ofTheDebtor = reports.bounced(act.id(), cause);
    boolean block =
        status == Status.FAILED || status == Status.EXPIRED && reports.expired(to) >= EXPIRED_MOST;
    if (ofTheDebtor && status == Status.FAILED) {
      acts.forgetContact(act.id());
    }
    if (ofTheDebtor && block && !to.isEmpty()) {
      reports.block(to, cause);
      if (late) {
        holds.put(List.of(act.account()), Hold.Why.BOUNCE, null, to, report.channel());
      }
      alerts.raise(
          "address",
          to,
          "%s; correct the contact of %s in the ERP, or, if it is right: relance unblock %s"
              .formatted(cause, act.debtor(), to));
    }
    alerts.clear("act", "act " + act.id());
    journal.append(List.of(entry("act bounced", report, act)));
  }

  /** What was said last does not undo what was said first; a person may want to know. */
  private void contradicted(Report report, Found act) {
    journal.append(List.of(entry("act reported", report, act)));
    LOG.warn("Act {} is {}, and then {}", act.id(), act.state(), words(report));
  }

  private static String words(Report report) {
    return "reported %s by %s%s"
        .formatted(
            report.status(),
            report.channel(),
            report.detail().isBlank() ? "" : ": " + report.detail());
  }

  private Entry entry(String kind, Report report, Found act) {
    return Entry.ofAct(
        clock.instant(),
        kind,
        report.channel(),
        act.company(),
        act.account(),
        act.id(),
        Map.of(
            "status",
            report.status(),
            "to",
            act.recipient() == null ? "" : act.recipient(),
            "gateway",
            report.gatewayId(),
            "receipt",
            report.detail()));
  }
}
