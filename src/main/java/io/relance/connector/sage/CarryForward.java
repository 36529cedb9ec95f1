package io.relance.connector.sage;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A new year repeats what the old one left open, line by line or as one sum; counting both counts
 * twice. Of one customer's lines on one account this keeps those that count, and compares every
 * opening with the year it was made from.
 *
 * @param kept the lines whose sum is what the customer owes
 * @param past the lines that a detailed opening replaced
 * @param starts the months that a detailed opening replaced all earlier lines of
 * @param doubts what does not add up, in words
 */
record CarryForward(List<Line> kept, List<Line> past, List<LocalDate> starts, List<String> doubts) {

  /** Reads all lines of one customer on one account, of all years. */
  static CarryForward of(List<Line> lines) {
    LocalDate first = lines.stream().map(Line::month).min(LocalDate::compareTo).orElse(null);
    NavigableMap<LocalDate, List<Line>> openings = new TreeMap<>();
    for (Line line : lines) {
      if (isOpening(line, first)) {
        openings.computeIfAbsent(line.month(), month -> new ArrayList<>()).add(line);
      }
    }
    List<LocalDate> starts =
        openings.entrySet().stream()
            .filter(opening -> opening.getValue().stream().anyMatch(CarryForward::isDetail))
            .map(opening -> opening.getKey())
            .toList();
    LocalDate start = starts.isEmpty() ? null : starts.get(starts.size() - 1);
    List<Line> counting = lines.stream().filter(CarryForward::isItem).toList();
    List<Line> kept = counting.stream().filter(line -> !isBefore(line, start)).toList();
    List<Line> past = counting.stream().filter(line -> isBefore(line, start)).toList();
    return new CarryForward(kept, past, starts, doubts(lines, kept, openings));
  }

  /** Replaces earlier lines; a manual one at the very beginning has none to replace. */
  private static boolean isOpening(Line line, @Nullable LocalDate first) {
    return switch (line.opening()) {
      case DETAIL, BALANCE -> true;
      case MANUAL -> line.month().isAfter(first);
      case NONE, RESULT -> false;
    };
  }

  private static boolean isDetail(Line opening) {
    return opening.opening() != Opening.BALANCE;
  }

  private static boolean isItem(Line line) {
    return line.opening() != Opening.BALANCE && line.opening() != Opening.RESULT;
  }

  private static boolean isBefore(Line line, @Nullable LocalDate start) {
    return start != null && line.month().isBefore(start);
  }

  private static List<String> doubts(
      List<Line> lines, List<Line> kept, NavigableMap<LocalDate, List<Line>> openings) {
    List<String> doubts = new ArrayList<>();
    LocalDate from = LocalDate.MIN;
    for (var opening : openings.entrySet()) {
      LocalDate month = opening.getKey();
      List<Line> before = between(lines, from, month);
      BigDecimal left = sum(before);
      BigDecimal brought = sum(opening.getValue());
      boolean unexplained = opening.getValue().stream().anyMatch(line -> !isDetail(line));
      if (before.isEmpty() ? unexplained && brought.signum() != 0 : differ(left, brought)) {
        doubts.add(
            before.isEmpty()
                ? "the year of %s opens with a balance of %s without its lines"
                    .formatted(month, brought)
                : "the year of %s opens with %s, the year before ended with %s"
                    .formatted(month, brought, left));
      }
      from = month;
    }
    if (doubts.isEmpty() && differ(sum(kept), sum(between(lines, from, LocalDate.MAX)))) {
      doubts.add(
          "the open lines add up to %s, the latest year to %s"
              .formatted(sum(kept), sum(between(lines, from, LocalDate.MAX))));
    }
    return doubts;
  }

  private static List<Line> between(List<Line> lines, LocalDate from, LocalDate until) {
    return lines.stream()
        .filter(line -> line.opening() != Opening.RESULT)
        .filter(line -> !line.month().isBefore(from) && line.month().isBefore(until))
        .toList();
  }

  private static boolean differ(BigDecimal one, BigDecimal other) {
    return one.compareTo(other) != 0;
  }

  private static BigDecimal sum(List<Line> lines) {
    return lines.stream()
        .map(line -> line.value().local())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
