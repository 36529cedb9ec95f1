package io.relance.connector.sage;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which credit of a group settles which debit: the oldest due first, as Sage's own automatic
 * lettering does; a credit the oldest first. In the lines' own currency where they share one, else
 * in the company's, and what remains is brought back by the line's own rate.
 *
 * @param open what remains of each line, signed, in its own currency
 * @param settled who was settled by whom
 */
record Allocation(Map<Line, BigDecimal> open, List<Settled> settled) {
  /** This much of the debit was settled by the credit, in the debit's own currency. */
  record Settled(Line debit, Line credit, BigDecimal amount) {}

  private static final Comparator<Line> OLDEST_DUE =
      Comparator.comparing(Line::due).thenComparing(Line.BY_CONTENT);

  static Allocation of(List<Line> lines) {
    boolean mixed = !Lettering.isOneCurrency(lines);
    Function<Line, BigDecimal> amount = line -> mixed ? line.value().local() : line.value().own();
    Map<Line, BigDecimal> left = new LinkedHashMap<>();
    List<Line> debits = lines.stream().filter(Line::isDebit).sorted(OLDEST_DUE).toList();
    List<Line> credits =
        lines.stream().filter(line -> !line.isDebit()).sorted(Line.BY_CONTENT).toList();
    lines.forEach(line -> left.put(line, amount.apply(line)));
    List<Settled> settled = new ArrayList<>();
    Iterator<Line> unpaid = debits.iterator();
    Line debit = unpaid.hasNext() ? unpaid.next() : null;
    for (Line credit : credits) {
      while (debit != null && get(left, credit).signum() < 0) {
        BigDecimal part = get(left, debit).min(get(left, credit).negate());
        left.put(debit, get(left, debit).subtract(part));
        left.put(credit, get(left, credit).add(part));
        if (part.signum() > 0) {
          settled.add(new Settled(debit, credit, mixed ? own(debit, part) : part));
        }
        if (get(left, debit).signum() == 0) {
          debit = unpaid.hasNext() ? unpaid.next() : null;
        }
      }
    }
    if (mixed) {
      left.replaceAll(Allocation::own);
    }
    return new Allocation(left, settled);
  }

  private static BigDecimal get(Map<Line, BigDecimal> left, Line line) {
    return left.getOrDefault(line, BigDecimal.ZERO);
  }

  /** An amount in the company's currency in the line's own one. */
  private static BigDecimal own(Line line, BigDecimal local) {
    BigDecimal whole = line.value().local();
    BigDecimal own = line.value().own();
    return local.compareTo(whole) == 0 || whole.signum() == 0
        ? (local.signum() == 0 ? BigDecimal.ZERO : own)
        : own.multiply(local).divide(whole, own.scale(), RoundingMode.HALF_UP);
  }
}
