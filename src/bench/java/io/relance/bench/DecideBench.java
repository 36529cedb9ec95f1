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
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * (a) A million open items of 200,000 accounts decided and recorded, next to one bare SQL statement
 * that levels and stores the same rows; then the next day, 1 % of the items changed and 2 %
 * crossing a level.
 */
public final class DecideBench {
  private static final LocalDate DAY = LocalDate.parse("2026-11-21");
  private static final double ITEMS = 1_000_000;

  private DecideBench() {}

  public static void main(String[] args) throws Exception {
    try (BenchServer server = new BenchServer()) {
      try (Database full = server.database("filled", "template1")) {
        BenchServer.script(full, "fill");
      }
      double baseline = Double.MAX_VALUE;
      double ours = Double.MAX_VALUE;
      double next = Double.MAX_VALUE;
      for (int round = 1; round <= Integer.getInteger("rounds", 3); round++) {
        baseline = Math.min(baseline, baseline(server));
        try (Database database = server.database("ours", "filled")) {
          ours = Math.min(ours, run(database, DAY, "cold"));
          next = Math.min(next, nextDay(database));
        }
      }
      System.out.printf(
          "(a) bare SQL %.1f s, Relance %.1f s: %.0f %% of its speed (%.0f items/s)%n",
          baseline, ours, 100 * baseline / ours, ITEMS / ours);
      System.out.printf(
          "(a) next day %.2f s: %.1f times the cold rate; heap at most %d MB%n",
          next, ours / next, Runtime.getRuntime().maxMemory() >> 20);
    }
  }

  private static double baseline(BenchServer server) throws Exception {
    try (Database database = server.database("bare", "filled")) {
      double seconds = Watch.seconds(() -> BenchServer.script(database, "level"));
      report(database, "bare SQL", seconds);
      return seconds;
    }
  }

  private static double nextDay(Database database) throws Exception {
    BenchServer.script(database, "change");
    return run(database, DAY.plusDays(1), "next day");
  }

  private static double run(Database database, LocalDate day, String what) throws Exception {
    Policies policies = Ladders.at(-10, 3, 10, 30);
    Instant morning = day.atTime(6, 0).toInstant(ZoneOffset.UTC);
    Clock clock = Clock.fixed(morning, ZoneOffset.UTC);
    Dunning dunning =
        new Dunning(
            database,
            () -> policies,
            new AlertStore(database, clock),
            new JournalStore(database),
            new Limits(Duration.ofHours(48), 3, 50),
            clock);
    double seconds = Watch.seconds(() -> dunning.run(1, day, "bench").orElseThrow());
    report(database, what, seconds);
    database.jdbc().sql("create extension if not exists pg_stat_statements").update();
    database
        .jdbc()
        .sql(
            "select round(total_exec_time) || ' ms ' || calls || ' x ' || left(regexp_replace(query, '\\s+', ' ', 'g'), 90) from pg_stat_statements order by total_exec_time desc limit 8")
        .query(String.class)
        .list()
        .forEach(System.out::println);
    database.jdbc().sql("select pg_stat_statements_reset() is null").query(Boolean.class).list();
    return seconds;
  }

  private static void report(Database database, String what, double seconds) {
    long rows = database.jdbc().sql("select count(*) from decision").query(Long.class).single();
    String size =
        database
            .jdbc()
            .sql("select pg_size_pretty(pg_total_relation_size('decision'))")
            .query(String.class)
            .single();
    System.out.printf("%-9s %6.2f s, %d decisions in all, %s%n", what, seconds, rows, size);
  }
}
