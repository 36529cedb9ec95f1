package io.relance.support;

import io.relance.boot.Home;
import io.relance.boot.House;
import io.relance.boot.Hub;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A hub in a process of its own, to be killed. Arguments: home, node. */
public final class HubProcess {
  private HubProcess() {}

  public static void main(String[] args) throws InterruptedException {
    House house = House.open(Home.at(Path.of(args[0])), Clock.systemUTC(), Map.of());
    try (Hub hub = Hub.start(house, args[1])) {
      new CountDownLatch(1).await();
    }
  }

  /** Starts one; its output goes to target/NODE.log. */
  public static Process start(Path home, String node) {
    try {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-Xmx256m",
              "-XX:TieredStopAtLevel=1",
              "-Duser.timezone=UTC",
              "-cp",
              System.getProperty("java.class.path"),
              HubProcess.class.getName(),
              home.toString(),
              node)
          .redirectErrorStream(true)
          .redirectOutput(
              ProcessBuilder.Redirect.appendTo(Path.of("target", node + ".log").toFile()))
          .start();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
