package io.relance.bench;

import io.relance.flow.Dunning;
import io.relance.flow.Limits;
import io.relance.policy.Policies;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import io.relance.support.Ladders;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * (a) A million open items of 200,000 accounts decided and recorded, next to one bare SQL statement
 * that levels and stores the same rows; then the next day, 1 % of the items changed and 2 %
 * crossing a level.
 */
public final class DecideBench {
  private static final LocalDate DAY = LocalDate.parse("2026-11-21");

  private DecideBench() {}

  public static void main(String[] args) throws Exception {
    try (BenchServer server = new BenchServer()) {
      try (Database full = server.database("filled", "template1")) {
        BenchServer.script(full, "fill");
      }
      List<Watch> bare = new ArrayList<>();
      List<Watch> cold = new ArrayList<>();
      List<Watch> later = new ArrayList<>();
      for (int round = 1; round <= Integer.getInteger("rounds", 5); round++) {
        try (Database database = server.database("bare", "filled")) {
          bare.add(Watch.of(server, "bare SQL", () -> BenchServer.script(database, "level")));
        }
        try (Database database = server.database("ours", "filled")) {
          cold.add(Watch.of(server, "Relance, cold", () -> run(database, DAY)));
          BenchServer.script(database, "change");
          later.add(Watch.of(server, "Relance, next day", () -> run(database, DAY.plusDays(1))));
        }
      }
      Watch ours = Watch.median(cold);
      Watch next = Watch.median(later);
      System.out.println("(a) cold: " + ours.beside(Watch.median(bare)));
      System.out.printf(
          "(a) next day: %.1f times the cold rate by the clock, %.1f by CPU; heap at most %d MB%n",
          ours.seconds() / next.seconds(),
          ours.cpu() / next.cpu(),
          Runtime.getRuntime().maxMemory() >> 20);
    }
  }

  private static void run(Database database, LocalDate day) {
    Policies policies = Ladders.at(-10, 3, 10, 30);
    Clock clock = Clock.fixed(day.atTime(6, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    Dunning dunning =
        new Dunning(
            database,
            () -> policies,
            new AlertStore(database, clock),
            new JournalStore(database),
            new Limits(Duration.ofHours(48), 3, 50, 50),
            clock);
    int decided = dunning.run(1, day, "bench").orElseThrow().accounts();
    System.out.printf("%d accounts decided%n", decided);
  }
}
