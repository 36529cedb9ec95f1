package io.relance.connector.sage;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One ledger line of a customer.
 *
 * @param row the source's own number of it; changes when an opening is made again
 * @param modified when it was last touched, the server's local time; null = the source does not say
 */
record Line(
    long row,
    Posting posting,
    Papers papers,
    Value value,
    Letter letter,
    Opening opening,
    Reminder reminder,
    @Nullable LocalDateTime modified) {

  /**
   * Where it stands.
   *
   * @param account the general account (CG_Num)
   * @param date the accounting date, not the one of its entry
   */
  record Posting(String account, String journal, JournalKind kind, LocalDate date) {}

  /**
   * What is written on it.
   *
   * @param due null = none was entered
   * @param more fields of the item that an integrator added to the statement
   */
  record Papers(
      String piece,
      String invoice,
      String reference,
      String label,
      @Nullable LocalDate due,
      String paymentMethod,
      Map<String, String> more) {
    /** The invoice's number, else the piece's. */
    String number() {
      return invoice.isEmpty() ? piece : invoice;
    }
  }

  /**
   * Debit is positive.
   *
   * @param local in the company's currency
   * @param own in the line's own currency
   */
  record Value(BigDecimal local, String currency, BigDecimal own) {}

  /**
   * How it is matched with others.
   *
   * @param code empty = not
   * @param currencyCode the code of a lettering in currency alone
   * @param flagged Sage's own flag (EC_Lettre); never decides by itself
   */
  record Letter(String code, String currencyCode, boolean flagged) {
    /** A code with a small letter is a partial lettering: something is still owed. */
    static boolean isPartial(String code) {
      return code.chars().anyMatch(Character::isLowerCase);
    }
  }

  /** How often Sage itself reminded of it, and when last. */
  record Reminder(int times, @Nullable LocalDate on) {}

  /** Oldest first, by what stands on the lines: row numbers say nothing after a year's opening. */
  static final Comparator<Line> BY_CONTENT =
      Comparator.comparing((Line line) -> line.posting().date())
          .thenComparing(line -> line.value().own(), Comparator.reverseOrder())
          .thenComparing(line -> line.papers().number())
          .thenComparing(line -> line.papers().piece())
          .thenComparing(line -> line.papers().label())
          .thenComparing(line -> line.posting().journal())
          .thenComparing(Line::row);

  /** The month it counts for, as its first day. */
  LocalDate month() {
    return posting.date().withDayOfMonth(1);
  }

  /** The day on which it should be paid: as entered, else its own. */
  LocalDate due() {
    LocalDate due = papers.due();
    return due == null ? posting.date() : due;
  }

  boolean isDebit() {
    return value.own().signum() >= 0;
  }
}
