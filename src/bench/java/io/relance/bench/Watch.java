package io.relance.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** Seconds of a piece of work: by the clock, and of CPU in this JVM and the server together. */
record Watch(double seconds, double cpu) {
  static final Watch SLOWEST = new Watch(Double.MAX_VALUE, Double.MAX_VALUE);

  /** Work that may throw. */
  interface Work {
    void run() throws Exception;
  }

  static Watch of(BenchServer server, String what, Work work) throws Exception {
    double cpu = server.cpu();
    long start = System.nanoTime();
    work.run();
    Watch watch = new Watch((System.nanoTime() - start) / 1e9, server.cpu() - cpu);
    System.out.printf("%-20s %6.2f s, CPU %6.2f s%n", what, watch.seconds(), watch.cpu());
    return watch;
  }

  /** The middle one of each: neither a lucky round nor one that a neighbour spoiled. */
  static Watch median(List<Watch> all) {
    return new Watch(middle(all, Watch::seconds), middle(all, Watch::cpu));
  }

  private static double middle(List<Watch> all, ToDoubleFunction<Watch> part) {
    return all.stream().mapToDouble(part).sorted().skip(all.size() / 2).findFirst().orElseThrow();
  }

  Watch best(Watch other) {
    return new Watch(Math.min(seconds, other.seconds), Math.min(cpu, other.cpu));
  }

  /** How fast this is beside the other, by clock and by CPU. */
  String beside(Watch baseline) {
    return "%.0f %% of bare SQL by the clock (%.1f s beside %.1f s), %.0f %% by CPU (%.1f s beside %.1f s)"
        .formatted(
            100 * baseline.seconds / seconds,
            seconds,
            baseline.seconds,
            100 * baseline.cpu / cpu,
            cpu,
            baseline.cpu);
  }
}
