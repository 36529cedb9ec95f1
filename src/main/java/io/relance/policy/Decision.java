package io.relance.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who hears what today, and why: level and reason for one account on one day.
 *
 * @param policy null when none applies
 * @param level the rank an act would carry; 0 unless the outcome is CONTACT
 * @param purpose OVERDUE asks for what is late, COMING tells of what falls due
 * @param until the first later day on which the answer may differ although nothing changes; never
 *     before tomorrow
 * @param overdue sum of the overdue items that may be asked for; credit: the credits counted, as a
 *     positive number; coming: sum of the items listed as still to come
 * @param acts item policies: one per item; account policies: at most one; empty unless CONTACT
 */
public record Decision(
    long account,
    @Nullable Policy policy,
    Outcome outcome,
    int level,
    Purpose purpose,
    Reason reason,
    LocalDate until,
    BigDecimal overdue,
    BigDecimal credit,
    BigDecimal coming,
    List<ItemDecision> items,
    List<Ask> acts) {

  public enum Outcome {
    CONTACT,
    WAIT,
    HELD,
    NOTHING
  }

  public enum Purpose {
    OVERDUE,
    COMING
  }

  /**
   * Why one item is where it is.
   *
   * @param level the level it would take today, or has reached
   * @param next when its next step is due; null = none
   */
  public record ItemDecision(long item, Reason reason, int level, @Nullable LocalDate next) {}

  /**
   * One message to be sent.
   *
   * @param item 0 in account policies
   * @param amount what it asks for, credits taken off
   * @param steps the new steps that it takes
   * @param overdue items asked for, new step or not; credits among them are listed with a minus
   *     sign
   * @param coming items listed as still to come
   */
  public record Ask(
      int level,
      Purpose purpose,
      long item,
      BigDecimal amount,
      List<Step> steps,
      List<Long> overdue,
      List<Long> coming) {}

  /** One item reaching one level; occurrence counts the repeats of the last level. */
  public record Step(long item, int level, int occurrence) {}
}
