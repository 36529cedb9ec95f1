package io.relance.flow;

import io.relance.journal.Entry;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One commit for all who wait for one. While a commit reaches the disk the next parts gather;
 * whoever comes first then commits for them all, so the journal's end is locked once for many.
 */
final class Commits {
  private static final Logger LOG = LoggerFactory.getLogger(Commits.class);

  private final Database database;
  private final JournalStore journal;
  private final BlockingQueue<Waiting<?>> waiting = new LinkedBlockingQueue<>();
  private final ReentrantLock committing = new ReentrantLock();

  Commits(Database database, JournalStore journal) {
    this.database = database;
    this.journal = journal;
  }

  /**
   * What one caller wants committed: statements, and what the journal is to know of them. It runs a
   * second time, alone, when the transaction that it shared failed.
   */
  interface Part {
    List<Entry> write();
  }

  /** What many callers want in the same way: it is written once for all of them. */
  interface Batch<T> {
    List<Entry> write(List<T> all);
  }

  private static final class Waiting<T> {
    final Batch<T> batch;
    final List<T> some;
    final Semaphore turn = new Semaphore(0);
    volatile boolean done;
    @Nullable Throwable failure;

    Waiting(Batch<T> batch, List<T> some) {
      this.batch = batch;
      this.some = some;
    }

    void end() {
      done = true;
      turn.release();
    }
  }

  /** Returns when the part is committed; what makes it fail is thrown here and harms no other. */
  void commit(Part part) {
    commit(none -> part.write(), List.of());
  }

  /**
   * Returns when these are committed, beside those that others gave to the same batch; what makes
   * them fail is thrown here and harms no other.
   */
  <T> void commit(Batch<T> batch, List<T> some) {
    Waiting<T> mine = new Waiting<>(batch, some);
    waiting.add(mine);
    while (!mine.done) {
      if (committing.tryLock()) {
        commitFor(mine);
      } else {
        mine.turn.acquireUninterruptibly();
      }
    }
    if (mine.failure instanceof RuntimeException e) {
      throw e;
    } else if (mine.failure != null) {
      throw new IllegalStateException("not committed: " + mine.failure, mine.failure);
    }
  }

  /** How many wait for the next commit. */
  int waiting() {
    return waiting.size();
  }

  /**
   * Whoever came meanwhile is next. Those who are done need not queue for the lock: one who did
   * would find himself behind the first of them who is back, who then commits alone.
   */
  private void commitFor(Waiting<?> mine) {
    try {
      if (!mine.done) {
        commitWaiting();
      }
    } finally {
      committing.unlock();
    }
    Waiting<?> next = waiting.peek();
    if (next != null) {
      next.turn.release();
    }
  }

  private void commitWaiting() {
    List<Waiting<?>> all = new ArrayList<>();
    waiting.drainTo(all);
    try {
      together(all);
    } catch (RuntimeException | Error e) {
      LOG.debug("{} parts could not be committed together, each goes alone", all.size(), e);
      all.forEach(this::alone);
    } finally {
      all.forEach(Waiting::end);
    }
  }

  private void together(List<Waiting<?>> all) {
    Map<Batch<?>, List<Waiting<?>>> alike = new LinkedHashMap<>();
    all.forEach(w -> alike.computeIfAbsent(w.batch, b -> new ArrayList<>()).add(w));
    database.inTransaction(
        () -> {
          List<Entry> entries = new ArrayList<>();
          alike.forEach((batch, some) -> entries.addAll(written(batch, some)));
          journal.append(entries);
        });
  }

  @SuppressWarnings("unchecked") // they wait with this very batch
  private static <T> List<Entry> written(Batch<T> batch, List<Waiting<?>> some) {
    return batch.write(some.stream().flatMap(w -> ((Waiting<T>) w).some.stream()).toList());
  }

  private void alone(Waiting<?> one) {
    try {
      together(List.of(one));
    } catch (RuntimeException | Error e) {
      one.failure = e;
    }
  }
}
