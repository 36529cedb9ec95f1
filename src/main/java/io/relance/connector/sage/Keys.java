package io.relance.connector.sage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each line is known by for good. Its row number changes whenever an opening is made again, so
 * the key is made of what stands on it: customer, account, invoice (else piece), due date, side,
 * and a rank among lines that are alike in all of these. A line brought forward has the key, date
 * and journal of the line it repeats.
 */
final class Keys {
  /** What a line is, whichever year repeats it. */
  record Known(String key, LocalDate issued, JournalKind kind) {}

  /** Of lines alike, those not lettered first: a twin that is paid leaves the first key open. */
  private static final Comparator<Line> OPEN_FIRST =
      Comparator.comparing((Line line) -> isClosed(line))
          .thenComparing(line -> line.letter().code())
          .thenComparing(Line.BY_CONTENT);

  /** What was entered keeps its row; what is repeated gets a new one whenever it is made again. */
  private static final Comparator<Line> REPEATED_FIRST =
      Comparator.comparing((Line line) -> !isRepeated(line))
          .thenComparing(
              (one, other) ->
                  isRepeated(one)
                      ? OPEN_FIRST.compare(one, other)
                      : Long.compare(one.row(), other.row()));

  private final String party;
  private List<Line> latest = new ArrayList<>();
  private final Map<Line, Known> known = new IdentityHashMap<>();
  private final Map<String, Integer> ranks = new HashMap<>();

  private Keys(String party) {
    this.party = party;
  }

  /**
   * Names all lines of one customer on one account.
   *
   * @param starts months whose openings repeat lines of before, in order
   */
  static Keys of(String party, List<Line> lines, List<LocalDate> starts) {
    Keys keys = new Keys(party);
    LocalDate from = LocalDate.MIN;
    for (LocalDate until : starts) {
      keys.year(lines, from, until);
      from = until;
    }
    keys.year(lines, from, LocalDate.MAX);
    return keys;
  }

  /** Only of lines it was made of. */
  Known get(Line line) {
    Known found = known.get(line);
    if (found == null) {
      throw new IllegalArgumentException("not one of these lines: " + line);
    }
    return found;
  }

  private void year(List<Line> lines, LocalDate from, LocalDate until) {
    Map<String, List<Line>> before = new HashMap<>();
    latest.sort(OPEN_FIRST);
    latest.forEach(
        line -> before.computeIfAbsent(likeness(line), alike -> new ArrayList<>()).add(line));
    latest =
        new ArrayList<>(
            lines.stream()
                .filter(line -> !line.month().isBefore(from) && line.month().isBefore(until))
                .sorted(REPEATED_FIRST)
                .toList());
    for (Line line : latest) {
      List<Line> alike =
          isRepeated(line) ? before.getOrDefault(likeness(line), List.of()) : List.of();
      known.put(line, alike.isEmpty() ? named(line) : get(alike.remove(0)));
    }
  }

  private Known named(Line line) {
    String likeness = base(line);
    int rank = ranks.merge(likeness, 1, Integer::sum);
    return new Known(likeness + "|" + rank, line.posting().date(), line.posting().kind());
  }

  private static boolean isRepeated(Line line) {
    return line.opening() == Opening.DETAIL || line.opening() == Opening.MANUAL;
  }

  private static boolean isClosed(Line line) {
    String code = line.letter().code();
    return !code.isEmpty() && !Line.Letter.isPartial(code);
  }

  private String likeness(Line line) {
    return base(line)
        + "|"
        + line.value().currency()
        + "|"
        + line.value().own().stripTrailingZeros().toPlainString();
  }

  private String base(Line line) {
    LocalDate due = line.papers().due();
    return String.join(
        "|",
        party,
        line.posting().account(),
        line.papers().number().replace('|', '/'),
        due == null ? "-" : due.toString(),
        line.isDebit() ? "D" : "C");
  }
}
