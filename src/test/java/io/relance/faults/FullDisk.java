package io.relance.faults;

import io.relance.boot.Postgres;
import io.relance.flow.PrintFolder;
import io.relance.outbox.LetterName;
import io.relance.outbox.Undelivered;
import io.relance.store.Database;
import io.relance.store.Sweep;
import io.relance.support.Feeding;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Child process of {@link FullDiskTest}: its database stands on a small disk of its own. */
final class FullDisk {
  private static final int PDF = 65_536;

  private FullDisk() {}

  public static void main(String[] args) throws IOException {
    Path disk = Path.of(args[0]);
    switch (args[1]) {
      case "settling" -> settling(disk);
      case "printing" -> printing(disk);
      default -> staging(disk);
    }
  }

  /** No room for the second letter, then none for the third one's line; then room. */
  private static void printing(Path disk) throws IOException {
    Path ballast = disk.resolve("ballast");
    Path letters = Files.createDirectories(disk.resolve("letters"));
    PrintFolder folder = new PrintFolder(letters, new LetterName("{act}.pdf"));
    System.out.println("1 " + printed(folder, 1));
    for (int letter = 2; letter <= 3; letter++) {
      fill(disk, ballast, letter == 2 ? PDF / 2 : PDF);
      System.out.println(letter + " " + printed(folder, letter));
      Files.delete(ballast);
      System.out.println(letter + " " + printed(folder, letter));
    }
    for (int letter = 1; letter <= 3; letter++) {
      System.out.println(Files.size(letters.resolve(letter + ".pdf")) + " bytes");
    }
    System.out.println(
        Files.readAllLines(letters.resolve("letters-2026-11-22.csv")).size() + " lines");
  }

  private static String printed(PrintFolder folder, int letter) {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    exchange.setProperty("key", "K" + letter);
    exchange.setProperty("act", letter);
    exchange.setProperty("date", "2026-11-22");
    exchange.setProperty(
        "debtorName", "x".repeat(letter == 3 ? PDF : 1)); // the line needs room, too
    exchange.getMessage().setBody(new byte[PDF]);
    try {
      folder.put(exchange);
      return "printed";
    } catch (Undelivered e) {
      return e.receipt().toString();
    }
  }

  /** Whole and closed, then no room for what it brings. */
  private static void settling(Path disk) throws IOException {
    Path ballast = disk.resolve("ballast");
    try (Postgres postgres = Postgres.at(disk.resolve("pg"), 0);
        Database database = Database.open(postgres.url(), "postgres", "", 4)) {
      small(database).pull();
      roomForTheLog(database);
      System.out.println("before: " + ledger(database));
      Feeding big = big(database);
      try (Sweep sweep = big.later(java.time.Duration.ofHours(25)).open()) {
        big.deliverInPages(sweep);
        sweep.close(big.proof(), big.now());
        sweep.missing();
        fill(disk, ballast, 500_000);
        sweep.settle(big.now());
        System.out.println("NOT REFUSED");
      } catch (RuntimeException e) {
        System.out.println("refused: " + said(e));
      }
      System.out.println("after: " + ledger(database));
      Files.delete(ballast);
      try (Sweep sweep = big.later(java.time.Duration.ofHours(25)).open()) {
        big.deliverInPages(sweep);
        sweep.close(big.proof(), big.now());
        sweep.missing();
        sweep.settle(big.now());
      }
      System.out.println("healed: " + ledger(database));
    }
  }

  /** Segments to be used again, so that the tables run out of room before the log does. */
  private static void roomForTheLog(Database database) {
    for (String statement :
        new String[] {
          "create table filler as select repeat('x', 500) as x from generate_series(1, 100000)",
          "drop table filler",
          "checkpoint"
        }) {
      database.jdbc().sql(statement).update();
    }
  }

  private static Feeding big(Database database) {
    Feeding big = small(database);
    LongStream.range(10, 20_000).forEach(i -> big.item("K" + i, "D1", "EUR", "1", "2026-11-01"));
    return big;
  }

  private static String said(RuntimeException e) {
    return e.getClass().getSimpleName() + ": " + e.getMessage().lines().findFirst().orElse("");
  }

  /** Pages come until there is no room for them. */
  private static void staging(Path disk) throws IOException {
    Path ballast = disk.resolve("ballast");
    String before;
    try (Postgres postgres = Postgres.at(disk.resolve("pg"), 0);
        Database database = Database.open(postgres.url(), "postgres", "", 4)) {
      small(database).pull();
      before = ledger(database);
      System.out.println("before: " + before);
      fill(disk, ballast, 3_000_000);
      System.out.println("refused: " + refusal(database));
    } catch (RuntimeException e) {
      throw new IllegalStateException("the hub must survive a full disk: " + e, e);
    } finally {
      Files.deleteIfExists(ballast);
    }
    try (Postgres postgres = Postgres.at(disk.resolve("pg"), 0);
        Database database = Database.open(postgres.url(), "postgres", "", 4)) {
      System.out.println("after: " + ledger(database));
      small(database).item("9", "D3", "EUR", "7", "2026-11-01").pull();
      System.out.println("healed: " + ledger(database));
    }
  }

  private static Feeding small(Database database) {
    return new Feeding(database, "1")
        .item("1", "D1", "EUR", "1240.50", "2026-11-01")
        .item("2", "D2", "EUR", "-40.50", "2026-11-01");
  }

  /** Sweeps until the disk is full; answers with what the sweep said. */
  private static String refusal(Database database) {
    Feeding big = small(database);
    LongStream.range(10, 60_000).forEach(i -> big.item("K" + i, "D1", "EUR", "1", "2026-11-01"));
    try (Sweep sweep = big.later(java.time.Duration.ofHours(25)).open()) {
      big.deliverInPages(sweep);
      sweep.close(big.proof(), big.now());
      sweep.missing();
      sweep.settle(big.now());
      return "NOT REFUSED";
    } catch (RuntimeException e) {
      return said(e);
    }
  }

  private static void fill(Path disk, Path ballast, long rest) throws IOException {
    long left = Files.getFileStore(disk).getUsableSpace() - rest;
    byte[] chunk = new byte[4_096];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      for (long written = 0; written < left; written += chunk.length) {
        out.write(chunk);
      }
    }
  }

  private static String ledger(Database database) {
    JdbcClient jdbc = database.jdbc();
    return jdbc.sql("select count(*) || ' items, ' || coalesce(sum(open), 0) from item")
        .query(String.class)
        .single();
  }
}
