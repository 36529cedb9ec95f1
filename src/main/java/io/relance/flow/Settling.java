package io.relance.flow;

import io.relance.journal.Entry;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import io.relance.store.UncertainStore;
import io.relance.store.UncertainStore.Found;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** A person says what became of a message whose channel could not tell. */
public final class Settling {
  private final Database database;
  private final UncertainStore acts;
  private final JournalStore journal;
  private final AlertStore alerts;
  private final WriteBack writeBack;
  private final Clock clock;

  public Settling(
      Database database,
      JournalStore journal,
      AlertStore alerts,
      WriteBack writeBack,
      Clock clock) {
    this.database = database;
    this.acts = new UncertainStore(database, clock);
    this.journal = journal;
    this.alerts = alerts;
    this.writeBack = writeBack;
    this.clock = clock;
  }

  /** What became of it. */
  public enum Fate {
    SENT,
    NOT_SENT;

    /** As a person types it. */
    public String text() {
      return this == SENT ? "sent" : "not-sent";
    }
  }

  /**
   * What it is now.
   *
   * @param next what follows from it
   */
  public record Settled(long act, String debtor, String to, String state, String next) {}

  /** What a person can do about an uncertain act; for alerts and explanations. */
  public static String remedy(long act) {
    return "find out whether it arrived (debtor, relay, gateway, printer), then: relance settle %d sent|not-sent"
        .formatted(act);
  }

  /**
   * Settles an uncertain act, in one commit with its journal entry: as sent it counts as a contact
   * of the day on which it left, and the ERP is told; as not sent its steps are free and its
   * account is decided again at the next run.
   *
   * @param reason why that person knows; may be empty
   * @throws NoSuchElementException when there is no such act
   * @throws IllegalStateException when it is not uncertain; the message says what to do instead
   */
  public Settled settle(long act, Fate fate, String person, String reason) {
    return database.inTransaction(
        () -> {
          Found found = acts.lock(act).orElseThrow(() -> unknown(act));
          if (!found.state().equals("uncertain")) {
            throw new IllegalStateException("act %d %s".formatted(act, instead(found)));
          }
          Settled settled = apply(found, fate, cause(fate, person, reason));
          alerts.clear("act", "act " + act);
          journal.append(List.of(entry(found, fate, person, reason)));
          return settled;
        });
  }

  private Settled apply(Found act, Fate fate, String cause) {
    String to = act.recipient() == null ? "" : act.recipient();
    if (fate == Fate.SENT) {
      acts.arrived(act, cause);
      writeBack.afterSent(List.of(act.id()));
      String next =
          act.internal()
              ? "no contact of the debtor"
              : "a contact of %s; the ERP is told".formatted(act.day());
      return new Settled(act.id(), act.debtor(), to, "sent", next);
    }
    acts.lost(act, cause);
    return new Settled(
        act.id(), act.debtor(), to, "cancelled", "its account is decided again at the next run");
  }

  private static String cause(Fate fate, String person, String reason) {
    return "settled by %s: it %s%s"
        .formatted(
            person,
            fate == Fate.SENT ? "arrived" : "did not arrive",
            reason.isEmpty() ? "" : " (" + reason + ")");
  }

  private static NoSuchElementException unknown(long act) {
    return new NoSuchElementException(
        "no act %d; relance explain KEY shows the acts of a debtor or an invoice with their numbers"
            .formatted(act));
  }

  private static String instead(Found act) {
    String cause = act.cause() == null ? "" : ": " + act.cause();
    return switch (act.state()) {
      case "planned", "approved" ->
          "has not left yet: relance approve %1$s, or relance cancel %1$s".formatted(act.run());
      case "queued", "failed" ->
          "is %s: it leaves by itself; to take it back: relance cancel %s"
              .formatted(act.state(), act.run());
      case "claimed", "sending" ->
          "is being sent%s this very moment: look again in a minute"
              .formatted(act.leftOnce() && act.state().equals("claimed") ? " again" : "");
      case "dead" ->
          "is dead, it did not leave%s; mend that, its account is decided again".formatted(cause);
      case "cancelled" -> "is cancelled, nothing is open%s".formatted(cause);
      default -> "is %s: there is nothing to settle".formatted(act.state());
    };
  }

  private Entry entry(Found act, Fate fate, String person, String reason) {
    return Entry.ofAct(
        clock.instant(),
        "act settled",
        person,
        act.company(),
        act.account(),
        act.id(),
        Map.of(
            "as",
            fate.text(),
            "reason",
            reason,
            "was",
            act.cause() == null ? "uncertain" : "uncertain: " + act.cause()));
  }
}
