package io.relance.flow;

import io.relance.journal.Entry;
import io.relance.outbox.Address;
import io.relance.outbox.Stop;
import io.relance.policy.Hold;
import io.relance.store.AlertStore;
import io.relance.store.AnswerStore;
import io.relance.store.AnswerStore.Debtor;
import io.relance.store.Database;
import io.relance.store.DeliveryStore;
import io.relance.store.HoldStore;
import io.relance.store.JournalStore;
import io.relance.store.Payloads;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What debtors answer by SMS, bound as {@code smsAnswers}: STOP ends SMS to that number; anything
 * else stands in the account's journal and, where the policy says so, the sequence waits for a
 * person.
 */
public final class SmsAnswers {
  private static final int KEPT_YEARS = 10;
  private static final int SHORTEST = 8;
  private static final int LONGEST_NOTE = 300;

  private final Database database;
  private final AnswerStore answers;
  private final DeliveryStore numbers;
  private final HoldStore holds;
  private final JournalStore journal;
  private final AlertStore alerts;
  private final Clock clock;

  public SmsAnswers(Receipts.Stores stores) {
    this.database = stores.database();
    this.clock = stores.clock();
    this.answers = new AnswerStore(database, clock);
    this.numbers = new DeliveryStore(database, clock);
    this.journal = stores.journal();
    this.alerts = stores.alerts();
    this.holds = new HoldStore(database, journal, alerts, clock);
  }

  /**
   * Takes what somebody sent to a channel's number, in one commit with all that it does; the same
   * message again does nothing.
   *
   * @param from the sender's number, as the network writes it
   * @param id the gateway's own number of the message
   * @throws IllegalArgumentException when there is no number to be seen in {@code from}
   */
  public void came(String channel, String from, String text, String id) {
    String digits = from.replaceAll("\\D", "").replaceAll("^0+", "");
    if (digits.length() < SHORTEST) {
      throw new IllegalArgumentException(
          "an answer of channel %s has no sender's number".formatted(channel));
    }
    database.inTransaction(
        () -> {
          List<Debtor> debtors = answers.debtors(channel, digits);
          List<Long> accounts = debtors.stream().map(Debtor::account).toList();
          String number = debtors.isEmpty() ? ofNobody(from, digits) : debtors.get(0).number();
          boolean stop = Stop.in(text);
          Optional<Long> answer = answers.take(channel, id, number, stop, accounts);
          answer.ifPresent(
              taken -> apply(new Answered(taken, channel, number, text, stop), debtors));
        });
  }

  /** A national number stays as it came: behind a plus it would be somebody else's abroad. */
  private static String ofNobody(String from, String digits) {
    return from.strip().matches("0(?!0).*") ? "0" + digits : "+" + digits;
  }

  private record Answered(long id, String channel, String number, String text, boolean stop) {}

  private void apply(Answered answer, List<Debtor> debtors) {
    if (!debtors.isEmpty()) {
      long words = answers.words(answer.id(), answer.text(), retain());
      journal.append(debtors.stream().map(debtor -> entry(answer, debtor, words)).toList());
    }
    if (answer.stop()) {
      block(answer, debtors);
    } else {
      debtors.forEach(debtor -> waits(answer, debtor));
    }
  }

  private void block(Answered answer, List<Debtor> debtors) {
    numbers.block(answer.number(), "asked for no more SMS");
    numbers.review(debtors.stream().map(Debtor::account).toList());
    if (debtors.isEmpty()) {
      return;
    }
    alerts.raise(
        "address",
        answer.number(),
        "%s asked for no more SMS: none leaves to that number any more"
            .formatted(debtors.get(0).name()));
  }

  private void waits(Answered answer, Debtor debtor) {
    String text = Address.printable(answer.text());
    String note = text.substring(0, Math.min(text.length(), LONGEST_NOTE));
    holds.put(List.of(debtor.account()), Hold.Why.REPLY, null, note, answer.number());
    alerts.raise(
        HoldStore.ALERT,
        debtor.who(),
        "%s answered by SMS from %s: \"%s\"; do what it asks for, then: relance answered %s"
            .formatted(debtor.name(), answer.number(), note, debtor.who()));
  }

  private LocalDate retain() {
    return LocalDate.now(clock.withZone(ZoneOffset.UTC)).plusYears(KEPT_YEARS);
  }

  private Entry entry(Answered answer, Debtor debtor, @Nullable Long words) {
    return new Entry(
        clock.instant(),
        answer.stop() ? "sms stopped" : "sms answered",
        answer.channel(),
        debtor.company(),
        debtor.account(),
        debtor.act(),
        Map.of("from", answer.number()),
        words,
        Payloads.sha256(answer.text().getBytes(StandardCharsets.UTF_8)));
  }
}
