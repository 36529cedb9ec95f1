package io.relance.command;

import java.util.concurrent.CountDownLatch;

/** Waits for Ctrl-C or SIGTERM, then lets what is open be closed before the process ends. */
final class Stop implements AutoCloseable {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);

  Stop() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::hold, "relance-stop"));
  }

  /** Returns when a stop is asked for. */
  void await() throws InterruptedException {
    asked.await();
  }

  /** Everything is closed: the process may end. */
  @Override
  public void close() {
    closed.countDown();
  }

  private void hold() {
    asked.countDown();
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
