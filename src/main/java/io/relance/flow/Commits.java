package io.relance.flow;

import io.relance.journal.Entry;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
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
  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
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

  private static final class Waiting {
    final Part part;
    boolean done;
    @Nullable Throwable failure;

    Waiting(Part part) {
      this.part = part;
    }
  }

  /** Returns when the part is committed; what makes it fail is thrown here and harms no other. */
  void commit(Part part) {
    Waiting mine = new Waiting(part);
    waiting.add(mine);
    committing.lock();
    try {
      if (!mine.done) {
        commitWaiting();
      }
    } finally {
      committing.unlock();
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

  private void commitWaiting() {
    List<Waiting> all = new ArrayList<>();
    waiting.drainTo(all);
    try {
      together(all);
    } catch (RuntimeException | Error e) {
      LOG.debug("{} parts could not be committed together, each goes alone", all.size(), e);
      all.forEach(this::alone);
    } finally {
      all.forEach(w -> w.done = true);
    }
  }

  private void together(List<Waiting> all) {
    database.inTransaction(
        () -> {
          List<Entry> entries = new ArrayList<>();
          all.forEach(w -> entries.addAll(w.part.write()));
          journal.append(entries);
        });
  }

  private void alone(Waiting one) {
    try {
      together(List.of(one));
    } catch (RuntimeException | Error e) {
      one.failure = e;
    }
  }
}
