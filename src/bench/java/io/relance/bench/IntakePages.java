package io.relance.bench;

import io.relance.ledger.RecordType;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/**
 * The same 200,000 debtors and 1,000,000 items twice: as pages of canonical JSON and as COPY rows.
 */
final class IntakePages {
  static final long ITEMS = 1_000_000;
  static final BigDecimal TOTAL = total();
  private static final long DEBTORS = 200_000;
  private static final LocalDate FIRST = LocalDate.parse("2026-09-01");

  private IntakePages() {}

  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    pages(folder, "debtor", DEBTORS, IntakePages::debtor, IntakePages::debtorRow);
    pages(folder, "contact", DEBTORS, IntakePages::contact, IntakePages::contactRow);
    pages(folder, "item", ITEMS, IntakePages::item, IntakePages::itemRow);
  }

  /** The pages of one type in order. */
  static List<Path> pages(Path folder, RecordType type) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(type.text() + "-"))
          .sorted()
          .toList();
    }
  }

  private static void pages(
      Path folder, String type, long count, LongFunction<String> json, LongFunction<String> row)
      throws IOException {
    try (BufferedWriter rows = Files.newBufferedWriter(folder.resolve(type + ".tsv"))) {
      for (long from = 0; from < count; from += 1_000) {
        List<String> page = new ArrayList<>();
        for (long n = from; n < Math.min(from + 1_000, count); n++) {
          page.add(json.apply(n));
          rows.write(row.apply(n));
          rows.write('\n');
        }
        Files.writeString(
            folder.resolve("%s-%07d.json".formatted(type, from)),
            "[" + String.join(",", page) + "]");
      }
    }
  }

  private static String debtor(long n) {
    return """
        {"key":"%d","name":"Débiteur %d","language":"fr","country":"FR","siren":"%09d","city":"Lyon","zip":"69001",\
        "tags":["Clients"],"salesperson":"Claire"}"""
        .formatted(n, n, n);
  }

  private static String debtorRow(long n) {
    return "%d\t%d\tDébiteur %d\t\\N\t\\N\t\\N\t%09d\t\\N\tfr\tFR\t\\N\t69001\tLyon\t\\N\t{Clients}\tClaire\t\\N\t\\N\tf\t\\N\t\\N\t\\N\t\\N\tf"
        .formatted(n + 1, n, n, n);
  }

  private static String contact(long n) {
    return "{\"debtor\":\"%d\",\"key\":\"c%d\",\"role\":\"billing\",\"email\":\"compta@client%d.fr\"}"
        .formatted(n, n, n);
  }

  private static String contactRow(long n) {
    return "%d\t%d\tc%d\tbilling\t\\N\tcompta@client%d.fr\t\\N\t\\N\t\\N\tf\tf"
        .formatted(n + 1, n, n, n);
  }

  private static String item(long n) {
    return """
        {"key":"account.move.line/%d","document":"account.move/%d","debtor":"%d","currency":"EUR","kind":"invoice",\
        "number":"INV/2026/%07d","reference":"PO-%d","issued":"2026-08-01","due":"%s","original":%s,"open":%s,\
        "documentLink":"https://erp.example.com/odoo/action/%d","salesperson":"Claire","status":"not_paid"}"""
        .formatted(n, n, n / 5, n, n, due(n), amount(n), amount(n), n);
  }

  private static String itemRow(long n) {
    return "%d\taccount.move.line/%d\taccount.move/%d\t%d\tEUR\tinvoice\tINV/2026/%07d\tPO-%d\t2026-08-01\t%s\t%s\t%s\t\\N\tf\tf\tf\t\\N\t\\N\thttps://erp.example.com/odoo/action/%d\tClaire\t\\N\tnot_paid\t\\N\t\\N\t\\N"
        .formatted(n + 1, n, n, n / 5, n, n, due(n), amount(n), amount(n), n);
  }

  private static LocalDate due(long n) {
    return FIRST.plusDays(n % 100);
  }

  private static BigDecimal amount(long n) {
    return BigDecimal.valueOf(10_000 + n % 90_000, 2);
  }

  private static BigDecimal total() {
    BigDecimal total = BigDecimal.ZERO;
    for (long n = 0; n < ITEMS; n++) {
      total = total.add(amount(n));
    }
    return total;
  }
}
