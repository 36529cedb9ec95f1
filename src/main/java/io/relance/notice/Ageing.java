package io.relance.notice;

import io.relance.notice.Dossier.Line;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * How old the debt is. Each item stands in one bucket, so that they add up to the balance.
 *
 * @param notDue due today or later
 * @param to30 1 to 30 days late, and so on
 * @param credits in the debtor's favour, whatever their date; negative
 */
record Ageing(
    BigDecimal notDue,
    BigDecimal to30,
    BigDecimal to60,
    BigDecimal to90,
    BigDecimal over90,
    BigDecimal credits,
    BigDecimal balance) {

  static Ageing of(List<Line> lines, LocalDate today) {
    List<Line> owed = lines.stream().filter(line -> !line.credit()).toList();
    return new Ageing(
        sum(owed, today, late -> late <= 0),
        sum(owed, today, late -> late >= 1 && late <= 30),
        sum(owed, today, late -> late >= 31 && late <= 60),
        sum(owed, today, late -> late >= 61 && late <= 90),
        sum(owed, today, late -> late >= 91),
        sum(lines.stream().filter(Line::credit).toList(), today, late -> true),
        sum(lines, today, late -> true));
  }

  private static BigDecimal sum(List<Line> lines, LocalDate today, LongPredicate days) {
    return lines.stream()
        .filter(line -> days.test(line.daysLate(today)))
        .map(Line::open)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
