package io.relance.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU seconds of a PostgreSQL server and of this JVM: on a busy machine the wall clock tells of the
 * others.
 */
final class ServerCpu {
  private static final double TICKS = 100.0; // a second, on Linux

  private ServerCpu() {}

  /** What this JVM used so far. */
  static double ofThisJvm() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime()
        / 1e9;
  }

  /** All processes of the server on that data directory so far, those that ended too. */
  static double seconds(Path data) throws IOException {
    long postmaster =
        Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    long ticks = ticks(postmaster, 4);
    for (ProcessHandle backend : ProcessHandle.of(postmaster).orElseThrow().children().toList()) {
      ticks += ticks(backend.pid(), 2);
    }
    return ticks / TICKS;
  }

  /** utime and stime, and with four fields those of children that ended too; 0 = it just ended. */
  private static long ticks(long pid, int fields) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      String[] parts = stat.replaceFirst(".*\\) ", "").split(" ");
      long ticks = 0;
      for (int i = 0; i < fields; i++) {
        ticks += Long.parseLong(parts[11 + i]);
      }
      return ticks;
    } catch (IOException e) {
      return 0; // one that ended between listing and reading counts with the postmaster
    }
  }
}
