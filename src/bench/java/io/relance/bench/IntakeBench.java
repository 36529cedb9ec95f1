package io.relance.bench;

import io.relance.ledger.Guards;
import io.relance.ledger.Proof;
import io.relance.ledger.RecordType;
import io.relance.ledger.Source;
import io.relance.store.Database;
import io.relance.store.LedgerStore;
import io.relance.store.Sql;
import io.relance.store.Sweep;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * (b) Intake of a million items in pages of canonical JSON, checked and merged, next to the same
 * staging by COPY and the same merge statements in bare SQL; into an empty ledger, then unchanged.
 */
public final class IntakeBench {
  private static final Instant NOW = Instant.parse("2026-11-21T06:00:00Z");
  private static final Path FOLDER = Path.of("target", "bench-intake");
  private static final List<String> TABLES = List.of("debtor", "contact", "item");

  private IntakeBench() {}

  public static void main(String[] args) throws Exception {
    IntakePages.write(FOLDER);
    Watch[] best = {Watch.SLOWEST, Watch.SLOWEST, Watch.SLOWEST, Watch.SLOWEST};
    try (BenchServer server = new BenchServer()) {
      server.database("empty", "template1").close();
      for (int round = 1; round <= Integer.getInteger("rounds", 2); round++) {
        try (Database database = server.database("bare", "empty")) {
          best[0] =
              best[0].best(Watch.of(server, "bare SQL, new", () -> bare(database, FOLDER, TABLES)));
          BenchServer.execute(database, "vacuum analyze");
          best[1] =
              best[1].best(
                  Watch.of(server, "bare SQL, unchanged", () -> bare(database, FOLDER, TABLES)));
        }
        try (Database database = server.database("ours", "empty")) {
          best[2] = best[2].best(Watch.of(server, "Relance, new", () -> sweep(database, NOW)));
          BenchServer.execute(database, "vacuum analyze");
          Instant later = NOW.plusSeconds(90_000);
          best[3] =
              best[3].best(Watch.of(server, "Relance, unchanged", () -> sweep(database, later)));
        }
      }
    }
    System.out.println("(b) new: " + best[2].beside(best[0]));
    System.out.println("(b) unchanged: " + best[3].beside(best[1]));
    System.out.printf("(b) heap at most %d MB%n", Runtime.getRuntime().maxMemory() >> 20);
  }

  private static void sweep(Database database, Instant now) throws Exception {
    LedgerStore ledger = new LedgerStore(database, Guards.usual());
    try (Sweep sweep = ledger.open(Source.able("acme", "erp", List.of("1")), "1", now)) {
      for (RecordType type : List.of(RecordType.DEBTOR, RecordType.CONTACT, RecordType.ITEM)) {
        for (Path page : IntakePages.pages(FOLDER, type)) {
          try (InputStream json = Files.newInputStream(page)) {
            sweep.page(type, json);
          }
        }
      }
      Map<String, BigDecimal> totals = Map.of("EUR", IntakePages.TOTAL);
      sweep.close(new Proof("c", "1", "erp", now, IntakePages.ITEMS, totals), now);
      if (!sweep.missing().isEmpty()) {
        throw new IllegalStateException("items are missing");
      }
      sweep.settle(now);
    }
  }

  /** COPY and merge, nothing else: no JSON, no checks, no proof. */
  static void bare(Database database, Path folder, List<String> tables) throws Exception {
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into company (source, key) values ('acme', '1') on conflict do nothing");
      statement.execute(Sql.of("ledger/staging"));
      statement.execute(Sql.of("ledger/staging-empty"));
      for (String table : tables) {
        try (InputStream rows =
            new BufferedInputStream(Files.newInputStream(folder.resolve(table + ".tsv")))) {
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyIn(Sql.of("ledger/copy-" + table), rows);
        }
      }
      statement.execute("analyze staged_item, staged_debtor, staged_contact");
      connection.setAutoCommit(false);
      for (String merge :
          List.of("merge-debtors", "merge-contacts", "merge-accounts", "merge-items")) {
        merge(connection, Sql.of("ledger/" + merge));
      }
      merge(connection, BenchServer.text("retire"));
      merge(connection, Sql.of("ledger/mark-touched"));
      connection.commit();
      connection.setAutoCommit(true);
      statement.execute(Sql.of("ledger/staging-empty"));
    }
  }

  private static void merge(Connection connection, String statement) {
    JdbcClient.create(new SingleConnectionDataSource(connection, true))
        .sql(statement)
        .param("company", 1L)
        .param("started", java.time.OffsetDateTime.parse("2026-11-21T06:00:00Z"))
        .param("now", java.time.OffsetDateTime.parse("2026-11-21T06:00:00Z"))
        .update();
  }
}
