package io.relance.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads on one thread while the caller's works; at most a few lots wait in between. */
final class Readahead<T> {
  private static final int WAITING = 2;

  private final BlockingQueue<List<T>> queue = new ArrayBlockingQueue<>(WAITING);
  private final int size;
  private List<T> lot = new ArrayList<>();
  private volatile @Nullable Throwable trouble;

  private Readahead(int size) {
    this.size = size;
  }

  /** Produces one thing after the other for the consumer given to it. */
  interface Reading<T> {
    void into(Consumer<T> each);
  }

  /**
   * Hands lots of this size to the caller's work, in order. What either side throws ends both and
   * is thrown here.
   */
  static <T> void each(int size, Reading<T> reading, Consumer<List<T>> work) {
    Readahead<T> ahead = new Readahead<>(size);
    Thread reader = new Thread(() -> ahead.read(reading), "relance-read");
    reader.start();
    try {
      for (List<T> lot = ahead.take(); !lot.isEmpty(); lot = ahead.take()) {
        work.accept(lot);
      }
      ahead.throwTrouble();
    } finally {
      reader.interrupt();
      join(reader);
    }
  }

  private void read(Reading<T> reading) {
    try {
      reading.into(this::add);
      if (!lot.isEmpty()) {
        put(lot);
      }
    } catch (RuntimeException | Error e) {
      trouble = e;
    } finally {
      if (!Thread.currentThread().isInterrupted()) {
        put(List.of());
      }
    }
  }

  private void throwTrouble() {
    if (trouble instanceof RuntimeException e) {
      throw e;
    } else if (trouble instanceof Error e) {
      throw e;
    }
  }

  private void add(T one) {
    lot.add(one);
    if (lot.size() == size) {
      put(lot);
      lot = new ArrayList<>(size);
    }
  }

  private void put(List<T> full) {
    try {
      queue.put(full);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("reading ahead was stopped", e);
    }
  }

  private List<T> take() {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped while deciding", e);
    }
  }

  private static void join(Thread reader) {
    try {
      reader.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
