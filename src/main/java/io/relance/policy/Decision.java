package io.relance.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who hears what today, and why: level and reason for one account on one day.
 *
 * @param policy null when none applies
 * @param level the rank an act would carry; 0 unless the outcome is CONTACT, and for thanks
 * @param purpose OVERDUE asks for what is late, COMING tells of what falls due, PAID thanks
 * @param until the first later day on which the answer may differ although nothing changes; never
 *     before tomorrow; {@link #NEVER} when no day alone changes it
 * @param overdue sum of the late items that may be asked for; 0 when the whole account is left
 *     alone
 * @param credit all credits, as a positive number
 * @param coming sum of the items that may be asked for later
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

  /** The day that does not come; a real date, so that it sorts and stores like one. */
  public static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

  /**
   * Equal for equal answers, on every JVM and on every day before {@link #until}: of policy
   * version, outcome, level, reason, figures and the items' reasons. A store writes a decision when
   * its digest differs from the one in force.
   */
  public long digest() {
    return Digest.of(this);
  }

  /** What another account says of its part in this decision: its own items' reasons, no act. */
  Decision of(Account account, Account lead) {
    var mine =
        Stream.concat(
                account.items().stream().map(Item::id), account.paid().stream().map(Paid::item))
            .collect(Collectors.toSet());
    return new Decision(
        account.id(),
        policy,
        Outcome.WAIT,
        0,
        purpose,
        Reason.of(Reason.Code.TOGETHER, lead.company(), lead.id()),
        until,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        items.stream().filter(item -> mine.contains(item.item())).toList(),
        List.of());
  }

  /** The same answer, to be looked at again on that day at the latest. */
  Decision noLaterThan(LocalDate day) {
    return day.isBefore(until)
        ? new Decision(
            account, policy, outcome, level, purpose, reason, day, overdue, credit, coming, items,
            acts)
        : this;
  }

  /**
   * WAIT: its time will come. HELD: somebody must act. NOTHING: no level is left or nothing is due.
   */
  public enum Outcome {
    CONTACT,
    WAIT,
    HELD,
    NOTHING
  }

  public enum Purpose {
    OVERDUE,
    COMING,
    PAID
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
   * @param amount what it asks for, credits taken off; the only amount a notice may ask for
   * @param credit the credits taken off, positive: the listed items sum to amount + credit (their
   *     credits not counted)
   * @param steps the new steps that it takes
   * @param overdue items asked for, new step or not; in account policies the credits taken off are
   *     listed here too (OVERDUE) or under coming (COMING)
   * @param coming items listed as still to come; a COMING act asks for them
   * @param paid items listed as paid; a PAID act lists nothing else and asks for nothing
   */
  public record Ask(
      int level,
      Purpose purpose,
      long item,
      BigDecimal amount,
      BigDecimal credit,
      List<Step> steps,
      List<Long> overdue,
      List<Long> coming,
      List<Paid> paid) {

    /** One that asks for something. */
    public Ask(
        int level,
        Purpose purpose,
        long item,
        BigDecimal amount,
        BigDecimal credit,
        List<Step> steps,
        List<Long> overdue,
        List<Long> coming) {
      this(level, purpose, item, amount, credit, steps, overdue, coming, List.of());
    }

    /** All items that it lists, as what it may be. */
    public List<Long> listed() {
      return Stream.of(overdue.stream(), coming.stream(), paid.stream().map(Paid::item))
          .flatMap(Function.identity())
          .toList();
    }
  }

  /**
   * One item reaching one level. Occurrence is 0, or the number of the repeat (counted over the
   * whole cycle, whatever the policy). Once sent, the item's level and occurrence become the
   * greater of theirs and the step's, its levelOn the business day: then no step comes twice.
   */
  public record Step(long item, int level, int occurrence) {}
}
