package io.relance.connector.sage;

import io.relance.connector.sage.Line.Letter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Which lines settle each other, and what remains of each. The letter's case and the group's sum
 * decide; Sage's flag does not, for installations differ in what it says of a partial lettering.
 */
final class Lettering {
  /**
   * What remains of one line.
   *
   * @param open signed, in the line's own currency
   * @param note why the split is uncertain; empty = it is not
   */
  record Rest(Line line, BigDecimal open, String note) {}

  private final NavigableSet<LocalDate> years;
  private final List<Rest> rests = new ArrayList<>();
  private final List<Allocation.Settled> settled = new ArrayList<>();
  private final List<String> doubts = new ArrayList<>();

  private Lettering(NavigableSet<LocalDate> years) {
    this.years = years;
  }

  /**
   * Reads the counting lines of one customer on one account.
   *
   * @param years on which days fiscal years begin
   */
  static Lettering of(List<Line> lines, NavigableSet<LocalDate> years) {
    Lettering lettering = new Lettering(years);
    Map<String, List<Line>> groups =
        lines.stream()
            .sorted(Line.BY_CONTENT)
            .collect(
                Collectors.groupingBy(
                    Lettering::code, LinkedHashMap::new, Collectors.toUnmodifiableList()));
    groups.forEach(lettering::group);
    return lettering;
  }

  List<Rest> rests() {
    return rests;
  }

  List<Allocation.Settled> settled() {
    return settled;
  }

  List<String> doubts() {
    return doubts;
  }

  /** Codes of the two kinds of lettering do not mix; empty = not lettered. */
  static String code(Line line) {
    Letter letter = line.letter();
    return letter.code().isEmpty() && !letter.currencyCode().isEmpty()
        ? "*" + letter.currencyCode()
        : letter.code();
  }

  private void group(String code, List<Line> lines) {
    if (code.isEmpty()) {
      lines.forEach(this::alone);
    } else if (Letter.isPartial(code)) {
      partly(code, lines);
    } else if (isBalanced(lines)) {
      close(lines);
    } else {
      years(code, lines);
    }
  }

  /**
   * A letter of several years may be one group or two: the oldest due is paid first over all of
   * them, so that nothing older is asked for than either reading leaves open.
   */
  private void partly(String code, List<Line> lines) {
    Map<String, List<Line>> currencies =
        lines.stream()
            .collect(
                Collectors.groupingBy(
                    line -> line.value().currency(), LinkedHashMap::new, Collectors.toList()));
    boolean reused = isReused(lines);
    String note = reused ? "split uncertain: letter " + code + " of several years" : "";
    if (reused || currencies.values().stream().allMatch(Lettering::hasBothSides)) {
      currencies.values().forEach(same -> partial(same, note));
    } else {
      boolean mixed = currencies.size() > 1;
      partial(lines, mixed ? "split uncertain: letter " + code + " of several currencies" : "");
    }
  }

  private static boolean hasBothSides(List<Line> lines) {
    return lines.stream().map(Line::isDebit).distinct().count() > 1;
  }

  private void alone(Line line) {
    if (line.letter().flagged()) {
      doubts.add("%s is marked as lettered without a letter".formatted(line.papers().number()));
    }
    rests.add(new Rest(line, line.value().own(), ""));
  }

  /** A code used again: each year's group by itself, what does not balance together. */
  private void years(String code, List<Line> lines) {
    List<Line> left = new ArrayList<>();
    lines.stream()
        .collect(Collectors.groupingBy(this::year, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(
            year -> {
              if (isBalanced(year)) {
                close(year);
              } else {
                left.addAll(year);
              }
            });
    if (isBalanced(left)) {
      close(left);
    } else {
      doubts.add(
          "letter %s closes %s with a difference of %s"
              .formatted(
                  code, left.get(0).papers().number(), sum(left, line -> line.value().local())));
      partial(left, "letter " + code + " does not balance");
    }
  }

  private void close(List<Line> lines) {
    Allocation allocation = Allocation.of(lines);
    settled.addAll(allocation.settled());
    lines.forEach(line -> rests.add(new Rest(line, BigDecimal.ZERO, "")));
  }

  private void partial(List<Line> lines, String note) {
    Allocation allocation = Allocation.of(lines);
    settled.addAll(allocation.settled());
    allocation.open().forEach((line, open) -> rests.add(new Rest(line, open, note)));
  }

  private boolean isReused(List<Line> lines) {
    return lines.stream().map(this::year).distinct().count() > 1;
  }

  private LocalDate year(Line line) {
    LocalDate start = years.floor(line.posting().date());
    return start == null ? LocalDate.MIN : start;
  }

  /** In the company's currency, or in the one currency that all its lines have. */
  private static boolean isBalanced(List<Line> lines) {
    boolean local = sum(lines, line -> line.value().local()).signum() == 0;
    return local || isOneCurrency(lines) && sum(lines, line -> line.value().own()).signum() == 0;
  }

  static boolean isOneCurrency(List<Line> lines) {
    return lines.stream().map(line -> line.value().currency()).distinct().count() <= 1;
  }

  private static BigDecimal sum(List<Line> lines, Function<Line, BigDecimal> amount) {
    return lines.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
