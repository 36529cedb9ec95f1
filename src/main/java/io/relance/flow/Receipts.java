package io.relance.flow;

import io.relance.journal.Entry;
import io.relance.outbox.Act;
import io.relance.outbox.Outcome;
import io.relance.outbox.Receipt;
import io.relance.outbox.Sharing;
import io.relance.outbox.State;
import io.relance.policy.Reaches;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import io.relance.store.OutboxStore;
import io.relance.store.UnreachableStore;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits what the channel answered. Whoever comes first commits for all who wait, so that one
 * commit carries several answers and nobody waits to send on; what is not yet committed when the
 * node is killed is uncertain, never forgotten.
 */
public final class Receipts {
  private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);
  private static final int TOGETHER = 16;
  private static final int MOST_WAITING = 24;
  private static final Duration SOON = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Commits commits;
  private final OutboxStore outbox;
  private final WriteBack writeBack;
  private final AlertStore alerts;
  private final Clock clock;
  private final Duration resendAfter;
  private final UnreachableStore unreachable;
  private final Sharing sharing;
  private final BlockingQueue<Taken> waiting = new LinkedBlockingQueue<>();
  private final ReentrantLock answering = new ReentrantLock();
  private volatile long committedAt;
  private final Map<String, Boolean> up = new ConcurrentHashMap<>();

  private record Taken(Sealed sealed, Outcome outcome, String to, Receipt receipt) {
    Act act() {
      return sealed.act();
    }

    /** It did not arrive, and the policy has another way: that is taken from now on. */
    boolean givesWay() {
      return sealed.fallback() && outcome.state() == State.DEAD;
    }
  }

  /**
   * @param stores and the clock they share
   * @param commits shared with the courier
   * @param resendAfter how long an uncertain message rests before it is sent again
   * @param sharing the rule under which addresses are chosen
   */
  Receipts(
      Stores stores, Commits commits, WriteBack writeBack, Duration resendAfter, Sharing sharing) {
    this.commits = commits;
    this.outbox = stores.outbox();
    this.alerts = stores.alerts();
    this.clock = stores.clock();
    this.writeBack = writeBack;
    this.resendAfter = resendAfter;
    this.unreachable = new UnreachableStore(stores.database(), stores.clock());
    this.sharing = sharing;
  }

  /** The stores that all of sending uses, and the clock. */
  public record Stores(
      Database database,
      OutboxStore outbox,
      JournalStore journal,
      AlertStore alerts,
      Clock clock) {}

  /**
   * Takes an answer; it is committed now, or by whoever is committing now. Waits when many are not
   * yet committed: what a kill could make uncertain stays small.
   */
  void take(Sealed sealed, Receipt receipt) {
    Duration again = sealed.channel().resends() ? resendAfter : null;
    Outcome outcome = Outcome.of(sealed.act(), receipt, sealed.to(), clock.instant(), again);
    waiting.add(new Taken(sealed, outcome, String.join(", ", sealed.to()), receipt));
    if (waiting.size() >= MOST_WAITING) {
      answering.lock();
      commitOrLeave();
    } else if (due() && answering.tryLock()) {
      commitOrLeave();
    }
  }

  /** Under load a commit carries many answers; a slow relay's are committed one by one. */
  private boolean due() {
    return waiting.size() >= TOGETHER || System.nanoTime() - committedAt > SOON.toNanos();
  }

  /** A commit that fails here is made by {@link #flush}; the next message does not wait for it. */
  private void commitOrLeave() {
    try {
      commitWaiting();
    } catch (RuntimeException e) {
      LOG.warn("The answers wait to be committed: {}", e.getMessage());
    } finally {
      answering.unlock();
    }
  }

  /**
   * Returns when every answer taken so far is committed. A database that is restarted meanwhile is
   * waited for, a minute long: an answer that is lost would make its act uncertain. What is not
   * committed then stays for the next call.
   */
  void flush() {
    long start = System.nanoTime();
    while (true) {
      answering.lock();
      try {
        commitWaiting();
        return;
      } catch (RuntimeException e) {
        if (System.nanoTime() - start > PATIENCE.toNanos()) {
          throw e;
        }
        LOG.warn("The answers cannot be committed yet: {}", e.getMessage());
      } finally {
        answering.unlock();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private void commitWaiting() {
    List<Taken> answers = new ArrayList<>();
    waiting.drainTo(answers);
    if (answers.isEmpty()) {
      return;
    }
    try {
      commits.commit(() -> write(answers));
    } catch (RuntimeException e) {
      waiting.addAll(answers);
      throw e;
    } finally {
      committedAt = System.nanoTime();
    }
    tell(answers);
  }

  private List<Entry> write(List<Taken> answers) {
    Map<LocalDate, List<Taken>> byDay = new HashMap<>();
    for (Taken answer : answers) {
      LocalDate day = LocalDate.now(clock.withZone(answer.act().zone()));
      byDay.computeIfAbsent(day, d -> new ArrayList<>()).add(answer);
    }
    List<Long> changed = new ArrayList<>();
    byDay.forEach((day, some) -> changed.addAll(settle(day, some)));
    return answers.stream().filter(a -> changed.contains(a.act().id())).map(this::entry).toList();
  }

  private List<Long> settle(LocalDate day, List<Taken> answers) {
    Map<Long, Receipt.Accepted> sent = new LinkedHashMap<>();
    Map<Act, Outcome> ended = new LinkedHashMap<>();
    for (Taken answer : answers) {
      if (answer.receipt() instanceof Receipt.Accepted accepted) {
        sent.put(answer.act().id(), accepted);
      } else {
        ended.put(answer.act(), answer.outcome());
      }
    }
    List<Long> changed = new ArrayList<>();
    if (!sent.isEmpty()) {
      changed.addAll(outbox.sent(sent, day));
      writeBack.afterSent(changed);
    }
    if (!ended.isEmpty()) {
      changed.addAll(outbox.ended(ended, day));
      giveWay(answers.stream().filter(Taken::givesWay).toList(), changed);
    }
    return changed;
  }

  private void giveWay(List<Taken> dead, List<Long> changed) {
    Map<Act, Reaches> ways = new LinkedHashMap<>();
    dead.stream()
        .filter(one -> changed.contains(one.act().id()))
        .forEach(one -> ways.put(one.act(), one.sealed().channel().reaches()));
    if (!ways.isEmpty()) {
      unreachable.put(ways.keySet(), ways::get, sharing);
    }
  }

  private Entry entry(Taken answer) {
    Act act = answer.act();
    Outcome outcome = answer.outcome();
    return Entry.ofAct(
        clock.instant(),
        "act " + outcome.state().text(),
        "courier",
        act.company(),
        act.account(),
        act.id(),
        outcome.state() == State.SENT
            ? Map.of("to", answer.to(), "receipt", outcome.receipt())
            : Map.of("to", answer.to(), "cause", outcome.cause()));
  }

  private static String remedy(Taken answer) {
    boolean uncertain = answer.outcome().state() == State.UNCERTAIN;
    return uncertain ? "; " + Settling.remedy(answer.act().id()) : "";
  }

  private void tell(List<Taken> answers) {
    for (Taken answer : answers) {
      Outcome outcome = answer.outcome();
      seen(answer.act().channel(), answer.receipt());
      if (!outcome.blocked().isEmpty()) {
        alerts.raise(
            "address",
            outcome.blocked(),
            "refused: %s; correct the debtor's contact in the ERP".formatted(outcome.cause()));
      } else if (outcome.needsPerson()) {
        alerts.raise(
            "act",
            "act " + answer.act().id(),
            "%s to %s: %s%s"
                .formatted(outcome.state().text(), answer.to(), outcome.cause(), remedy(answer)));
      }
    }
  }

  private void seen(String channel, Receipt receipt) {
    if (receipt instanceof Receipt.Down down && !Boolean.FALSE.equals(up.put(channel, false))) {
      alerts.raise(
          "relay",
          channel,
          down.cause() + "; what is to leave by " + channel + " waits until it is back");
    } else if (receipt instanceof Receipt.Accepted && !Boolean.TRUE.equals(up.put(channel, true))) {
      alerts.clear("relay", channel);
    }
  }
}
