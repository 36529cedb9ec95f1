package io.relance.flow;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What would leave one company on one day, to whom and why.
 *
 * @param company SOURCE/KEY
 * @param outward where its switch stands: off, redirect, canary, on
 * @param accounts with at least one open item
 * @param messages by level, then debtor
 * @param totals by currency
 * @param silent accounts that get nothing, counted by reason code
 * @param unreachable accounts that would get something if they had an address
 * @param levels what each level of the policies at work means on this day, in words and dates
 */
public record Plan(
    String company,
    String name,
    String outward,
    LocalDate day,
    int accounts,
    List<Message> messages,
    SortedMap<String, Total> totals,
    SortedMap<String, Integer> silent,
    List<Unreachable> unreachable,
    List<Rung> levels) {

  /**
   * One message by one channel.
   *
   * @param to addresses, first choice of the level's role
   * @param asks what it asks for, credits taken off
   * @param why the reason in words
   * @param approval it waits for a person
   * @param others the other companies whose items it lists too, SOURCE/KEY
   * @param waits until when its debtor's hours keep it, in words; null = it may leave at once
   */
  public record Message(
      long account,
      String debtor,
      String name,
      String policy,
      int level,
      String levelName,
      @Nullable String marker,
      String purpose,
      String channel,
      List<String> to,
      String currency,
      BigDecimal asks,
      BigDecimal credit,
      LocalDate oldest,
      List<String> items,
      String why,
      boolean approval,
      List<String> others,
      @Nullable String waits) {}

  /** What the acts of one currency ask for; one act may be several messages. */
  public record Total(
      int acts, int items, BigDecimal debit, BigDecimal credit, BigDecimal balance) {
    static final Total NONE = new Total(0, 0, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    Total plus(Total other) {
      return new Total(
          acts + other.acts,
          items + other.items,
          debit.add(other.debit),
          credit.add(other.credit),
          balance.add(other.balance));
    }
  }

  /** To be mended by a person: what is late cannot be said. */
  public record Unreachable(
      long account, String debtor, String name, String currency, BigDecimal overdue) {}

  /**
   * One level of a policy on this day.
   *
   * @param level 0 = thanks, for what was paid no more than days ago
   * @param due items due on this date are at the level today; later ones are not; thanks: what was
   *     paid on this date is thanked for, what was paid before is not
   */
  public record Rung(
      String policy, int level, String name, int days, LocalDate due, int messages) {}
}
