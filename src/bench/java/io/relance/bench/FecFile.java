package io.relance.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/**
 * A FEC of 1,000,000 lines, and its open items as COPY rows. Either all of its 500,000 customer
 * lines are open, or all but one in ten are settled: an invoice, its income, its payment, the bank.
 */
final class FecFile {
  static final String NAME = "732829320FEC20261231.txt";
  private static final int LINES = 1_000_000;
  private static final int CUSTOMERS = 100_000;
  private static final String HEADER =
      "JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\tCompteLib\tCompAuxNum\tCompAuxLib\t"
          + "PieceRef\tPieceDate\tEcritureLib\tDebit\tCredit\tEcritureLet\tDateLet\tValidDate\tMontantdevise\tIdevise";

  private final boolean settled;

  FecFile(boolean settled) {
    this.settled = settled;
  }

  /** Writes the file, debtor.tsv and item.tsv. */
  FecFile write(Path drop, Path rows) throws IOException {
    Files.createDirectories(drop);
    Files.createDirectories(rows);
    Path file = drop.resolve(NAME);
    try (BufferedWriter fec = Files.newBufferedWriter(file);
        BufferedWriter items = Files.newBufferedWriter(rows.resolve("item.tsv"))) {
      line(fec, HEADER);
      int lines = 0;
      int entry = 0;
      while (lines < LINES) {
        boolean paid = settled && entry % 10 != 0;
        invoice(fec, entry, paid ? "AB" + entry / CUSTOMERS : "");
        lines += 2;
        if (paid) {
          payment(fec, entry, "AB" + entry / CUSTOMERS);
          lines += 2;
        } else {
          line(items, item(entry));
        }
        entry++;
      }
    }
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-21T05:00:00Z")));
    debtors(rows);
    return this;
  }

  private static void line(BufferedWriter out, String text) throws IOException {
    out.write(text);
    out.write('\n');
  }

  private static void invoice(BufferedWriter fec, int n, String letter) throws IOException {
    String amount = amount(n).replace('.', ',');
    line(
        fec,
        "VE\tVentes\tVE%07d\t20260831\t411000\tClients\tC%06d\tClient n° %d SARL\tFA%07d\t20260831\tFacture FA%07d\t%s\t0,00\t%s\t\t20260905\t\t"
            .formatted(n, customer(n), customer(n), n, n, amount, letter));
    line(
        fec,
        "VE\tVentes\tVE%07d\t20260831\t706000\tPrestations\t\t\tFA%07d\t20260831\tFacture FA%07d\t0,00\t%s\t\t\t20260905\t\t"
            .formatted(n, n, n, amount));
  }

  private static void payment(BufferedWriter fec, int n, String letter) throws IOException {
    String amount = amount(n).replace('.', ',');
    line(
        fec,
        "BQ\tBanque\tBQ%07d\t20261012\t411000\tClients\tC%06d\tClient n° %d SARL\tVIR%07d\t20261012\tVirement\t0,00\t%s\t%s\t20261012\t20261013\t\t"
            .formatted(n, customer(n), customer(n), n, amount, letter));
    line(
        fec,
        "BQ\tBanque\tBQ%07d\t20261012\t512000\tBanque\t\t\tVIR%07d\t20261012\tVirement\t%s\t0,00\t\t\t20261013\t\t"
            .formatted(n, n, amount));
  }

  private static int customer(int n) {
    return n % CUSTOMERS;
  }

  private static String amount(int n) {
    return BigDecimal.valueOf(10_000 + n % 90_000, 2).toPlainString();
  }

  private static String item(int n) {
    String key = "C%06d/FA%07d/D%s".formatted(customer(n), n, amount(n));
    return "%d\t%s\tC%06d/FA%07d\tC%06d\tEUR\tinvoice\tFA%07d\t\\N\t2026-08-31\t2026-09-30\t%s\t%s\t\\N\tf\tf\tf\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N"
        .formatted(n + 1, key, customer(n), n, customer(n), n, amount(n), amount(n));
  }

  private void debtors(Path rows) throws IOException {
    try (BufferedWriter debtors = Files.newBufferedWriter(rows.resolve("debtor.tsv"))) {
      for (int n = 0; n < CUSTOMERS; n++) {
        if (!settled || n % 10 == 0) {
          line(
              debtors,
              "%d\tC%06d\tClient n° %d SARL\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t\\N\t{}\t\\N\t\\N\t\\N\tf\t\\N\t\\N\t\\N\t\\N\tf"
                  .formatted(n + 1, n, n));
        }
      }
    }
  }
}
