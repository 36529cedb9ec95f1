package io.relance.policy;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where one item stands in a policy on one day, whatever the other items do.
 *
 * @param blocked why it is left alone; null = it may be asked for
 * @param reached the level reached, capped at the policy's last
 * @param rank the level of its next step, 0 = none is left
 * @param ripe that step may be taken today
 * @param occurrence of that step: 0, or the number of the repeat
 * @param late it may be asked for as overdue
 * @param next since when, or when, its next step is due; null = none is left
 * @param changes the first later day on which any of this differs
 */
record Standing(
    Item item,
    @Nullable Reason blocked,
    int reached,
    int rank,
    boolean ripe,
    int occurrence,
    boolean late,
    @Nullable LocalDate next,
    LocalDate changes) {

  static Standing of(Policy policy, Item item, LocalDate today) {
    int reached = Math.min(item.level(), policy.last());
    if (item.credit()) {
      return aside(item, null, reached, Decision.NEVER);
    }
    var blocked = blocked(policy, item, today);
    return blocked == null
        ? open(policy, item, reached, today)
        : aside(item, blocked, reached, unblocked(item, blocked));
  }

  private static Standing aside(
      Item item, @Nullable Reason blocked, int reached, LocalDate changes) {
    return new Standing(item, blocked, reached, 0, false, 0, false, null, changes);
  }

  private static LocalDate unblocked(Item item, Reason blocked) {
    return blocked.code() == Reason.Code.EXPECTED && item.expectedOn() != null
        ? item.expectedOn().plusDays(1)
        : Decision.NEVER;
  }

  private static @Nullable Reason blocked(Policy policy, Item item, LocalDate today) {
    if (item.dispute()) {
      return Reason.of(Reason.Code.DISPUTE);
    } else if (item.noFollowup()) {
      return Reason.of(Reason.Code.NO_FOLLOWUP);
    } else if (item.inPayment()) {
      return Reason.of(Reason.Code.IN_PAYMENT);
    } else if (item.expectedOn() != null && !today.isAfter(item.expectedOn())) {
      return Reason.of(Reason.Code.EXPECTED, item.expectedOn());
    } else if (item.paymentMethod() != null && policy.excludes(item.paymentMethod())) {
      return Reason.of(Reason.Code.PAYMENT_METHOD, item.paymentMethod());
    }
    return null;
  }

  private static Standing open(Policy policy, Item item, int reached, LocalDate today) {
    long age = ChronoUnit.DAYS.between(item.due(), today);
    int rank = rank(policy, item, reached, age);
    if (rank <= policy.last()) {
      return climbing(policy, item, reached, rank, age, today);
    }
    var again = reached == policy.last() ? repeatOn(policy, item) : null;
    return again == null ? ended(item, reached, age) : repeating(policy, item, again, age, today);
  }

  /** The rank after the one reached, as the policy progresses; past the last one = none is left. */
  private static int rank(Policy policy, Item item, int reached, long age) {
    int rank = reached + 1;
    boolean late = age > 0 || policy.quiet(item).isAfter(item.due());
    while (rank <= policy.last() && late && policy.level(rank).preDue()) {
      rank++;
    }
    if (policy.progress() == Policy.Progress.JUMP) {
      while (rank < policy.last() && policy.level(rank + 1).days() <= age) {
        rank++;
      }
    }
    return rank;
  }

  private static Standing climbing(
      Policy policy, Item item, int reached, int rank, long age, LocalDate today) {
    var level = policy.level(rank);
    var next = later(item.due().plusDays(level.days()), policy.quiet(item));
    boolean ripe = !today.isBefore(next);
    boolean late = age > 0 || ripe && !level.preDue();
    var changes = Days.earlier(lateOn(item, late), next, today);
    if (policy.progress() == Policy.Progress.JUMP && rank < policy.last()) {
      var higher = item.due().plusDays(policy.level(rank + 1).days());
      changes = Days.earlier(changes, higher, today);
    }
    return new Standing(item, null, reached, rank, ripe, 0, late, next, changes);
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? other : one;
  }

  private static Standing ended(Item item, int reached, long age) {
    boolean late = age > 0;
    return new Standing(item, null, reached, 0, false, 0, late, null, lateOn(item, late));
  }

  private static Standing repeating(
      Policy policy, Item item, LocalDate again, long age, LocalDate today) {
    boolean ripe = !again.isAfter(today);
    boolean late = age > 0 || ripe;
    var changes = Days.earlier(lateOn(item, late), again, today);
    int last = policy.last();
    return new Standing(item, null, last, last, ripe, item.occurrence() + 1, late, again, changes);
  }

  /**
   * When the last level is due again: counted from when it was said, and not before its own day.
   */
  private static @Nullable LocalDate repeatOn(Policy policy, Item item) {
    var days = policy.repeat().days();
    var last = policy.level(policy.last());
    if (days == null || last.preDue()) {
      return null;
    }
    var byAge = item.due().plusDays(last.days());
    var again = (item.levelOn() == null ? byAge : item.levelOn()).plusDays(days);
    return again.isBefore(byAge) ? byAge : again;
  }

  private static LocalDate lateOn(Item item, boolean late) {
    return late ? Decision.NEVER : item.due().plusDays(1);
  }

  /** Neither a credit nor left alone. */
  boolean eligible() {
    return blocked == null && !item.credit();
  }

  /** The rank that it could take today, 0 = none. */
  int step() {
    return ripe ? rank : 0;
  }

  /** The level it would take today, or has reached. */
  int level() {
    return ripe ? rank : reached;
  }

  /** Still to come, and a level before the due date has told of it or tells of it today. */
  boolean announced(Policy policy) {
    return eligible() && !late && level() > 0 && policy.level(level()).preDue();
  }
}
