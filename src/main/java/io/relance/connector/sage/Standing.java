package io.relance.connector.sage;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where one customer stands: what each of his lines still is, who paid what, and whether that can
 * be believed. Pure: the same lines in any order, under any row numbers, give the same answer.
 *
 * @param items every line that counts, open or settled (open 0)
 * @param past lines of closed years that no later year repeats, to answer for a key asked for
 * @param payments what settled what
 * @param doubts what does not add up, in words; not empty = nobody may be asked for any of it
 */
record Standing(List<Item> items, List<Item> past, List<Payment> payments, List<String> doubts) {

  /**
   * One line that counts.
   *
   * @param key its name for good
   * @param issued when it was first entered, in whichever year
   * @param kind of the journal where it was first entered
   * @param open signed, in its own currency
   * @param note why the split is uncertain; empty = it is not
   */
  record Item(
      String key, Line line, LocalDate issued, JournalKind kind, BigDecimal open, String note) {}

  /** What one credit settled of one debit, in the debit's currency. */
  record Payment(Item debit, Item credit, BigDecimal amount) {}

  /**
   * Reads all lines of one customer, of all accounts and years.
   *
   * @param years on which days fiscal years begin
   */
  static Standing of(String party, List<Line> lines, NavigableSet<LocalDate> years) {
    Standing standing =
        new Standing(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    lines.stream()
        .collect(
            Collectors.groupingBy(
                line -> line.posting().account(), LinkedHashMap::new, Collectors.toList()))
        .forEach((account, ofAccount) -> standing.read(party, account, ofAccount, years));
    return standing;
  }

  private void read(String party, String account, List<Line> lines, NavigableSet<LocalDate> years) {
    CarryForward carried = CarryForward.of(lines);
    List<Line> named = new ArrayList<>(carried.past());
    named.addAll(carried.kept());
    Keys keys = Keys.of(party, named, carried.starts());
    Lettering lettering = Lettering.of(carried.kept(), years);
    Map<Line, Item> byLine = new LinkedHashMap<>();
    lettering
        .rests()
        .forEach(
            rest -> byLine.put(rest.line(), item(keys, rest.line(), rest.open(), rest.note())));
    items.addAll(byLine.values());
    lettering
        .settled()
        .forEach(
            part ->
                payments.add(
                    new Payment(
                        byLine.get(part.debit()), byLine.get(part.credit()), part.amount())));
    boolean doubted = !carried.doubts().isEmpty();
    Set<String> live = byLine.values().stream().map(Item::key).collect(Collectors.toSet());
    past(carried.past(), keys, doubted, live);
    carried.doubts().forEach(doubt -> doubts.add(account + ": " + doubt));
    lettering.doubts().forEach(doubt -> doubts.add(account + ": " + doubt));
  }

  /** Closed ones are settled; while the years do not add up, the others are as open as before. */
  private void past(List<Line> lines, Keys keys, boolean doubted, Set<String> live) {
    Set<String> seen = new HashSet<>(live);
    for (Line line : lines) {
      String code = Lettering.code(line);
      boolean closed = !code.isEmpty() && !Line.Letter.isPartial(code);
      if ((closed || doubted) && seen.add(keys.get(line).key())) {
        past.add(item(keys, line, closed ? BigDecimal.ZERO : line.value().own(), ""));
      }
    }
  }

  private static Item item(Keys keys, Line line, BigDecimal open, String note) {
    Keys.Known known = keys.get(line);
    return new Item(known.key(), line, known.issued(), known.kind(), open, note);
  }
}
