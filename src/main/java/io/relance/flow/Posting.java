package io.relance.flow;

import io.relance.journal.Entry;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import io.relance.store.UncertainStore;
import io.relance.store.UncertainStore.Found;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** A person enters the numbers that the post gave to a registered letter sent by hand. */
public final class Posting {
  private static final Set<String> LEFT = Set.of("sent", "delivered");

  private final Database database;
  private final UncertainStore acts;
  private final JournalStore journal;
  private final Clock clock;
  private final Set<String> channels;

  /**
   * @param channels those that the post carries
   */
  public Posting(Database database, JournalStore journal, Clock clock, Set<String> channels) {
    this.database = database;
    this.acts = new UncertainStore(database, clock);
    this.journal = journal;
    this.clock = clock;
    this.channels = Set.copyOf(channels);
  }

  /** Which proof of the post. */
  public enum Proof {
    DEPOSIT,
    RECEIPT
  }

  /**
   * Journals the number; that of the deposit is also the letter's own from now on, by which the
   * post's reports are matched. Committed when this returns.
   *
   * @return the debtor's name
   * @throws NoSuchElementException when there is no such act
   * @throws IllegalStateException when it is no letter, or has not left
   */
  public String note(long act, Proof proof, String number, String person) {
    return database.inTransaction(
        () -> {
          Found found =
              acts.lock(act)
                  .orElseThrow(() -> new NoSuchElementException("there is no act " + act));
          if (!channels.contains(found.channel())) {
            throw new IllegalStateException(
                "act %d left by %s, not by post: look up the letter's number (relance explain KEY)"
                    .formatted(act, found.channel()));
          }
          if (!LEFT.contains(found.state())) {
            throw new IllegalStateException(
                "act %d is %s: only a letter that was sent has one".formatted(act, found.state()));
          }
          if (proof == Proof.DEPOSIT) {
            acts.known(act, number);
          }
          journal.append(List.of(entry(found, proof, number, person)));
          return found.debtor();
        });
  }

  private Entry entry(Found act, Proof proof, String number, String person) {
    String kind = proof == Proof.DEPOSIT ? "act deposited" : "act received";
    return Entry.ofAct(
        clock.instant(),
        kind,
        person,
        act.company(),
        act.account(),
        act.id(),
        Map.of("number", number));
  }
}
