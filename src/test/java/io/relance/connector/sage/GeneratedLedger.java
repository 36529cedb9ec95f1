package io.relance.connector.sage;

import io.relance.connector.sage.Line.Letter;
import io.relance.connector.sage.Line.Papers;
import io.relance.connector.sage.Line.Posting;
import io.relance.connector.sage.Line.Reminder;
import io.relance.connector.sage.Line.Value;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One customer's ledger as users of Sage would leave it after some years: invoices, instalments,
 * letterings whole and partial, codes used again, openings made and made again. It knows what was
 * really entered, which the lines alone do not show.
 */
final class GeneratedLedger {
  /** A line as it now stands; {@code entry} is what was really entered, whatever repeats it. */
  private record Row(int entry, Line line) {}

  private static final String[] ACCOUNTS = {"4110000", "4160000"};
  private static final BigDecimal RATE = new BigDecimal("0.90");

  private final Random chance;
  private final boolean detailed;
  private final boolean keepsLetters;
  private final List<Row> rows = new ArrayList<>();
  private final Map<Integer, Value> entered = new HashMap<>();
  private final NavigableSet<LocalDate> years = new TreeSet<>();
  private LocalDate today = LocalDate.of(2023, 1, 5);
  private long lastRow;
  private int letters;
  private int entries;

  GeneratedLedger(long seed) {
    chance = new Random(seed);
    detailed = chance.nextBoolean();
    keepsLetters = chance.nextInt(4) > 0;
    years.add(LocalDate.of(2023, 1, 1));
  }

  /** Lives through so many events. */
  GeneratedLedger live(int events) {
    for (int i = 0; i < events; i++) {
      today = today.plusDays(chance.nextInt(20));
      if (today.getYear() > years.last().getYear()) {
        open(LocalDate.of(today.getYear(), 1, 1));
      }
      switch (chance.nextInt(7)) {
        case 0, 1 -> invoice();
        case 2 -> pay(true);
        case 3 -> pay(false);
        case 4 -> onAccount();
        case 5 -> completeOrUndo();
        default -> creditNote();
      }
    }
    return this;
  }

  List<Line> lines() {
    return rows.stream().map(Row::line).collect(Collectors.toCollection(ArrayList::new));
  }

  NavigableSet<LocalDate> years() {
    return years;
  }

  /** What was really entered, by currency. */
  Map<String, BigDecimal> balance() {
    Map<String, BigDecimal> sums = new TreeMap<>();
    entered.values().forEach(value -> sums.merge(value.currency(), value.own(), BigDecimal::add));
    return sums;
  }

  /**
   * What each counting entry may be known by: its key, or that of a twin, a line that nothing but
   * the rank tells apart.
   */
  Map<Integer, Set<String>> keys(Standing standing) {
    Map<Line, String> byLine = new HashMap<>();
    standing.items().forEach(item -> byLine.put(item.line(), item.key()));
    Map<Integer, Set<String>> keys = new TreeMap<>();
    Map<String, Set<String>> twins = new HashMap<>();
    for (Row row : rows) {
      String key = byLine.get(row.line());
      if (key != null) {
        String twin = key.replaceFirst("\\d+$", "") + row.line().value();
        twins.computeIfAbsent(twin, t -> new TreeSet<>()).add(key);
        keys.put(row.entry(), twins.get(twin));
      }
    }
    return keys;
  }

  Standing standing() {
    return Standing.of("CARAT", lines(), years);
  }

  /** Whether any line was brought into the newest year. */
  boolean isBroughtForward() {
    return rows.stream().anyMatch(row -> row.line().opening() != Opening.NONE);
  }

  // --- what happens

  private void invoice() {
    String account = ACCOUNTS[chance.nextInt(10) == 0 ? 1 : 0];
    String currency = chance.nextInt(6) == 0 ? "USD" : "EUR";
    String number = "FA" + (100 + entries - chance.nextInt(2));
    int instalments = chance.nextInt(4) == 0 ? 3 : 1;
    BigDecimal amount = BigDecimal.valueOf(1_000 + chance.nextInt(4) * 2_500L, 2);
    for (int i = 0; i < instalments; i++) {
      boolean same = chance.nextInt(8) == 0; // two lines that nothing but a rank tells apart
      LocalDate due = today.plusDays(same ? 30 : 30L * (i + 1));
      add(account, JournalKind.SALE, number, due, currency, amount);
    }
  }

  private void creditNote() {
    add("4110000", JournalKind.SALE, "AV" + entries, null, "EUR", new BigDecimal("-15.00"));
  }

  private void onAccount() {
    add("4110000", JournalKind.TREASURY, "", null, "EUR", new BigDecimal("-40.00"));
  }

  /** A receipt lettered with one to three open debits: in full, or in part. */
  private void pay(boolean whole) {
    List<Integer> debits = unlettered().stream().filter(i -> line(i).isDebit()).toList();
    if (debits.isEmpty()) {
      return;
    }
    Line first = line(debits.get(0));
    List<Integer> group =
        debits.stream()
            .filter(i -> alike(line(i), first))
            .limit(1 + chance.nextInt(3))
            .collect(Collectors.toCollection(ArrayList::new));
    BigDecimal sum = sum(group);
    BigDecimal paid = whole ? sum : sum.multiply(new BigDecimal("0.40"));
    add(
        first.posting().account(),
        JournalKind.TREASURY,
        "VIR" + entries,
        null,
        first.value().currency(),
        paid.negate().setScale(2, java.math.RoundingMode.HALF_UP));
    group.add(rows.size() - 1);
    letter(group, whole);
  }

  private static boolean alike(Line one, Line other) {
    return one.posting().account().equals(other.posting().account())
        && one.value().currency().equals(other.value().currency());
  }

  /** The rest of a partly paid group comes in, or a group is taken apart again. */
  private void completeOrUndo() {
    Map<String, List<Integer>> partial = new TreeMap<>();
    for (int i : live()) {
      String code = line(i).letter().code();
      if (!code.isEmpty() && Letter.isPartial(code)) {
        partial
            .computeIfAbsent(
                line(i).posting().account() + code + line(i).value().currency(),
                k -> new ArrayList<>())
            .add(i);
      }
    }
    for (List<Integer> group : partial.values()) {
      if (chance.nextBoolean()) {
        group.forEach(i -> replace(i, new Letter("", "", false)));
      } else if (sum(group).signum() != 0) {
        Line first = line(group.get(0));
        BigDecimal rest = sum(group).negate();
        add(
            first.posting().account(),
            JournalKind.TREASURY,
            "VIR" + entries,
            null,
            first.value().currency(),
            rest);
        group.add(rows.size() - 1);
        letter(group, true);
      }
    }
  }

  private void letter(List<Integer> group, boolean whole) {
    String code = code(letters++);
    while (isTaken(code)) {
      code = code(letters++);
    }
    boolean inCurrencyOnly =
        whole && line(group.get(0)).value().currency().equals("USD") && chance.nextBoolean();
    Letter letter =
        inCurrencyOnly
            ? new Letter("", code, false)
            : new Letter(whole ? code : code.toLowerCase(java.util.Locale.ROOT), "", whole);
    // some installations flag a partial lettering too
    Letter seen = whole ? letter : new Letter(letter.code(), "", chance.nextBoolean());
    group.forEach(i -> replace(i, seen));
  }

  /** Sage takes the next code that no line of the year has. */
  private boolean isTaken(String code) {
    return live().stream()
        .map(this::line)
        .filter(line -> !line.posting().date().isBefore(years.last()))
        .anyMatch(line -> line.letter().code().equalsIgnoreCase(code));
  }

  private static String code(int n) {
    return "" + (char) ('A' + n / 26 % 26) + (char) ('A' + n % 26);
  }

  // --- year openings

  private void open(LocalDate start) {
    years.add(start);
    letters = 0; // the codes begin again
    if (detailed) {
      detail(start);
    } else {
      balance(start);
    }
  }

  private void detail(LocalDate start) {
    for (int i : live()) {
      Line line = line(i);
      Letter letter = line.letter();
      boolean partial = Letter.isPartial(letter.code());
      if (letter.code().isEmpty() && letter.currencyCode().isEmpty() || partial) {
        rows.add(
            new Row(
                rows.get(i).entry(),
                new Line(
                    ++lastRow,
                    new Posting(line.posting().account(), "AN", JournalKind.GENERAL, start),
                    line.papers(),
                    line.value(),
                    partial && keepsLetters ? letter : new Letter("", "", false),
                    Opening.DETAIL,
                    line.reminder(),
                    null)));
      }
    }
  }

  private void balance(LocalDate start) {
    for (String account : ACCOUNTS) {
      BigDecimal sum =
          rows.stream()
              .map(Row::line)
              .filter(line -> line.posting().account().equals(account))
              .filter(line -> line.opening() == Opening.NONE)
              .map(line -> line.value().local())
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      if (sum.signum() != 0) {
        rows.add(
            new Row(
                -1,
                new Line(
                    ++lastRow,
                    new Posting(account, "AN", JournalKind.GENERAL, start),
                    new Papers("", "", "", "A NOUVEAU", null, "", Map.of()),
                    new Value(sum, "EUR", sum),
                    new Letter("", "", false),
                    Opening.BALANCE,
                    new Reminder(0, null),
                    null)));
      }
    }
  }

  /** The opening of the newest year made again: other row numbers, another order, nothing else. */
  void regenerate() {
    List<Row> opening =
        rows.stream()
            .filter(row -> row.line().opening() != Opening.NONE)
            .filter(row -> row.line().posting().date().equals(years.last()))
            .collect(Collectors.toCollection(ArrayList::new));
    rows.removeAll(opening);
    Collections.shuffle(opening, chance);
    opening.forEach(row -> rows.add(new Row(row.entry(), renumbered(row.line(), ++lastRow))));
  }

  /** A line posted into the year before, its successor's opening not made again. */
  void postLate() {
    LocalDate before = years.lower(years.last()).plusMonths(3);
    LocalDate now = today;
    today = before;
    add("4110000", JournalKind.SALE, "TARD", before, "EUR", new BigDecimal("77.00"));
    today = now;
  }

  // --- rows

  private void add(
      String account,
      JournalKind kind,
      String number,
      @org.jspecify.annotations.Nullable LocalDate due,
      String currency,
      BigDecimal own) {
    Value value =
        currency.equals("EUR")
            ? new Value(own, currency, own)
            : new Value(
                own.multiply(RATE).setScale(2, java.math.RoundingMode.HALF_UP), currency, own);
    entered.put(entries, value);
    rows.add(
        new Row(
            entries,
            new Line(
                ++lastRow,
                new Posting(account, kind.name().substring(0, 2), kind, today),
                new Papers("P" + entries / 3, number, "", "libellé", due, "Virement", Map.of()),
                value,
                new Letter("", "", false),
                Opening.NONE,
                new Reminder(0, null),
                null)));
    entries++;
  }

  /** Rows of the newest year, and of older ones that none replaced. */
  private List<Integer> live() {
    List<Integer> live = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      boolean current = !detailed || !line(i).posting().date().isBefore(start(line(i)));
      if (current && line(i).opening() != Opening.BALANCE) {
        live.add(i);
      }
    }
    return live;
  }

  private LocalDate start(Line line) {
    return rows.stream()
        .map(Row::line)
        .filter(other -> other.opening() == Opening.DETAIL)
        .filter(other -> other.posting().account().equals(line.posting().account()))
        .map(other -> other.posting().date())
        .max(LocalDate::compareTo)
        .orElse(LocalDate.MIN);
  }

  private List<Integer> unlettered() {
    return live().stream()
        .filter(i -> line(i).letter().code().isEmpty())
        .filter(i -> line(i).letter().currencyCode().isEmpty())
        .toList();
  }

  private BigDecimal sum(List<Integer> group) {
    return group.stream().map(i -> line(i).value().own()).reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private Line line(int i) {
    return rows.get(i).line();
  }

  private void replace(int i, Letter letter) {
    Line line = line(i);
    rows.set(
        i,
        new Row(
            rows.get(i).entry(),
            new Line(
                line.row(),
                line.posting(),
                line.papers(),
                line.value(),
                letter,
                line.opening(),
                line.reminder(),
                null)));
  }

  private static Line renumbered(Line line, long row) {
    return new Line(
        row,
        line.posting(),
        line.papers(),
        line.value(),
        line.letter(),
        line.opening(),
        line.reminder(),
        null);
  }

  Random chance() {
    return chance;
  }
}
