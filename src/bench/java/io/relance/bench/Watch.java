package io.relance.bench;

/** Seconds of a piece of work, and the highest heap in use while it ran. */
final class Watch {
  private Watch() {}

  /** Work that may throw. */
  interface Work {
    void run() throws Exception;
  }

  static double seconds(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
