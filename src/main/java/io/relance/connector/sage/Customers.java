package io.relance.connector.sage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Customers with their lines, a few at a time: as many as have so many lines together, or one who
 * has more alone. Nothing else of the ledger stands in memory.
 */
final class Customers implements Iterator<List<Customers.Customer>> {
  /** One customer, his people and all his lines as they stand. */
  record Customer(Row row, List<Row> people, List<Row> lines) {
    String code() {
      return row.text("CT_Num");
    }
  }

  private static final int LINES_AT_ONCE = 5_000;

  private final Statements statements;
  private final Supplier<List<Row>> more;
  private final Deque<Row> ahead = new ArrayDeque<>();
  private boolean ended;

  private Customers(Statements statements, Supplier<List<Row>> more) {
    this.statements = statements;
    this.more = more;
  }

  /** All of them, in the server's own order of their codes. */
  static Customers all(Statements statements) {
    String[] after = {""};
    return new Customers(
        statements,
        () -> {
          List<Row> rows = statements.ask("customers", Map.of("after", after[0]));
          if (!rows.isEmpty()) {
            after[0] = String.valueOf(rows.get(rows.size() - 1).columns().get("CT_Num"));
          }
          return rows;
        });
  }

  /** Those of these codes that are there. */
  static Customers named(Statements statements, List<String> codes) {
    Iterator<List<String>> chunks = chunks(codes).iterator();
    return new Customers(
        statements,
        () -> {
          List<Row> rows = List.of();
          while (rows.isEmpty() && chunks.hasNext()) {
            rows = statements.ask("customers-named", Map.of("parties", chunks.next()));
          }
          return rows;
        });
  }

  private static List<List<String>> chunks(List<String> codes) {
    List<List<String>> chunks = new ArrayList<>();
    for (int i = 0; i < codes.size(); i += Statements.MOST_NAMED) {
      chunks.add(codes.subList(i, Math.min(i + Statements.MOST_NAMED, codes.size())));
    }
    return chunks;
  }

  @Override
  public boolean hasNext() {
    if (ahead.isEmpty() && !ended) {
      ahead.addAll(more.get());
      ended = ahead.isEmpty();
    }
    return !ahead.isEmpty();
  }

  @Override
  public List<Customer> next() {
    List<Row> taken = new ArrayList<>();
    long lines = 0;
    do {
      Row row = ahead.remove();
      lines += row.id("line_count");
      taken.add(row);
    } while (!ahead.isEmpty() && lines + ahead.element().id("line_count") <= LINES_AT_ONCE);
    return read(taken);
  }

  private List<Customer> read(List<Row> rows) {
    Map<String, Object> parties =
        Map.of("parties", rows.stream().map(row -> row.text("CT_Num")).toList());
    Map<String, List<Row>> lines = byParty(statements.ask("lines", parties));
    Map<String, List<Row>> people = byParty(statements.ask("contacts", parties));
    return rows.stream()
        .map(
            row ->
                new Customer(
                    row,
                    people.getOrDefault(row.text("CT_Num"), List.of()),
                    lines.getOrDefault(row.text("CT_Num"), List.of())))
        .toList();
  }

  private static Map<String, List<Row>> byParty(List<Row> rows) {
    Map<String, List<Row>> parties = new HashMap<>();
    rows.forEach(
        row -> parties.computeIfAbsent(row.text("CT_Num"), p -> new ArrayList<>()).add(row));
    return parties;
  }
}
