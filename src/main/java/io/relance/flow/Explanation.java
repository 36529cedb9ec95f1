package io.relance.flow;

import io.relance.store.ExplainStore.Mail;
import io.relance.store.ExplainStore.Noted;
import io.relance.store.ExplainStore.Twin;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why one account heard what it heard: its decisions as intervals, its items, its acts.
 *
 * @param party the accounts of the same debtor in several sources, the one that speaks for them
 *     first; empty = it is alone
 * @param cameBack what came back by e-mail, the newest last
 * @param noted what colleagues, the post and telephones said, the newest last
 * @param lookedAtAgain the day of the next look; null = at the next run
 */
public record Explanation(
    String company,
    String companyName,
    String outward,
    long account,
    String debtor,
    String name,
    String currency,
    @Nullable String marker,
    @Nullable LocalDate lastContact,
    @Nullable LocalDate lookedAtAgain,
    List<Twin> party,
    List<Interval> decisions,
    List<Item> items,
    List<Act> acts,
    List<Mail> cameBack,
    List<Noted> noted) {

  /**
   * One answer and the days on which it held.
   *
   * @param to the first day on which another held; null = it still holds
   * @param why in words, with its figures
   */
  public record Interval(
      LocalDate from,
      @Nullable LocalDate to,
      @Nullable String policy,
      @Nullable String version,
      String outcome,
      int level,
      String reason,
      String why,
      BigDecimal overdue,
      BigDecimal credit,
      BigDecimal coming) {}

  /**
   * One item.
   *
   * @param books the company that it is of, when it is another one's
   * @param start what the ERP's own reminders had reached when it was first seen, in words; null =
   *     nothing
   */
  public record Item(
      String number,
      String key,
      String kind,
      LocalDate due,
      BigDecimal open,
      @Nullable String settled,
      int cycle,
      int level,
      @Nullable LocalDate levelOn,
      @Nullable String start,
      @Nullable String books,
      List<ItemInterval> reasons) {}

  public record ItemInterval(
      LocalDate from,
      @Nullable LocalDate to,
      int level,
      String reason,
      String why,
      @Nullable LocalDate next) {}

  /**
   * One message.
   *
   * @param note what a person must know of its state; empty = nothing
   */
  public record Act(
      long id,
      LocalDate day,
      int level,
      String levelName,
      String channel,
      String purpose,
      @Nullable String to,
      BigDecimal asked,
      String state,
      String note,
      List<String> items,
      String run,
      @Nullable String messageId) {}
}
