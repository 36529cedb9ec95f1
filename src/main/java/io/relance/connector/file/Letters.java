package io.relance.connector.file;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Groups of lines under one letter. A group is closed when its sum is nothing, whatever the case of
 * its letter: in the company's currency, or in the one currency that all its lines have. In an open
 * group what is owed first is paid first.
 */
final class Letters {
  private static final String NONE = "";

  private final Map<String, Sum> sums = new HashMap<>();
  private final Map<String, List<FecLine>> open = new LinkedHashMap<>();

  /** What one group adds up to; {@code currency} is the one of all its lines, or none. */
  private static final class Sum {
    private BigDecimal amount = BigDecimal.ZERO;
    private BigDecimal foreign = BigDecimal.ZERO;
    private String currency;

    Sum(String currency) {
      this.currency = currency;
    }

    void add(FecLine line) {
      amount = amount.add(line.amount());
      foreign = foreign.add(line.foreign());
      currency = line.currency().equals(currency) ? currency : NONE;
    }

    boolean isClosed() {
      return amount.signum() == 0 || (!currency.equals(NONE) && foreign.signum() == 0);
    }
  }

  /** What is left of one line, in its group's currency. */
  record Rest(
      FecLine line, BigDecimal original, BigDecimal open, String currency, boolean guessed) {}

  /** First, every line. */
  void look(FecLine line) {
    if (line.isLettered()) {
      sums.computeIfAbsent(line.group(), g -> new Sum(line.currency())).add(line);
    }
  }

  boolean isClosed(FecLine line) {
    Sum sum = sums.get(line.group());
    return line.isLettered() && sum != null && sum.isClosed();
  }

  /** The line as if nothing of it were paid, in the currency in which it is settled. */
  Rest whole(FecLine line) {
    Sum sum = sums.get(line.group());
    String currency = line.isLettered() && sum != null ? sum.currency : line.currency();
    BigDecimal amount = currency.equals(NONE) ? line.amount() : line.foreign();
    return new Rest(line, amount, amount, currency, false);
  }

  /** Then those of open groups. */
  void keep(FecLine line) {
    open.computeIfAbsent(line.group(), g -> new ArrayList<>()).add(line);
  }

  /** What is left of each line that was kept. */
  List<Rest> rests() {
    List<Rest> rests = new ArrayList<>();
    open.forEach(
        (group, lines) -> rests.addAll(rests(lines, sums.getOrDefault(group, new Sum(NONE)))));
    return rests;
  }

  private static List<Rest> rests(List<FecLine> lines, Sum sum) {
    boolean foreign = !sum.currency.equals(NONE);
    int sign = (foreign ? sum.foreign : sum.amount).signum();
    List<FecLine> owed = new ArrayList<>();
    BigDecimal paid = BigDecimal.ZERO;
    for (FecLine line : lines) {
      BigDecimal amount = foreign ? line.foreign() : line.amount();
      if (amount.signum() == sign) {
        owed.add(line);
      } else {
        paid = paid.add(amount.negate());
      }
    }
    owed.sort(Comparator.comparing(FecLine::issued).thenComparing(FecLine::line));
    List<Rest> rests = new ArrayList<>();
    boolean guessed = owed.size() > 1 && paid.signum() != 0;
    for (FecLine line : owed) {
      BigDecimal amount = foreign ? line.foreign() : line.amount();
      BigDecimal taken = sign > 0 ? amount.min(paid) : amount.max(paid);
      paid = paid.subtract(taken);
      if (amount.compareTo(taken) != 0) {
        rests.add(
            new Rest(line, amount, amount.subtract(taken), foreign ? sum.currency : NONE, guessed));
      }
    }
    return rests;
  }
}
