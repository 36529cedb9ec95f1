package io.relance.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One account under one policy on one day: where its items stand and what they sum to. */
final class Case {
  final Policy policy;
  final Account account;
  final LocalDate today;
  final Decimals decimals;
  final List<Standing> standings;

  /** Late items that may be asked for. */
  BigDecimal overdue = BigDecimal.ZERO;

  /** All credits, as a positive number. */
  BigDecimal credit = BigDecimal.ZERO;

  /** Items that may be asked for later. */
  BigDecimal coming = BigDecimal.ZERO;

  /** The highest step that an act under way carries, 0 = none is under way. */
  int underWay;

  /** The first later day on which a standing changes. */
  LocalDate changes = Decision.NEVER;

  Case(Policy policy, Account account, LocalDate today) {
    this.policy = policy;
    this.account = account;
    this.today = today;
    this.decimals = Decimals.of(account.currency());
    this.standings = new ArrayList<>(account.items().size());
    for (var item : account.items()) {
      add(Standing.of(policy, item, today));
    }
    overdue = decimals.exact(overdue);
    credit = decimals.exact(credit);
    coming = decimals.exact(coming);
  }

  private void add(Standing standing) {
    standings.add(standing);
    underWay = Math.max(underWay, standing.item().stepTaken());
    changes = standing.changes().isBefore(changes) ? standing.changes() : changes;
    var open = standing.item().open();
    if (standing.item().credit()) {
      credit = credit.subtract(open);
    } else if (standing.late()) {
      overdue = overdue.add(open);
    } else if (standing.eligible()) {
      coming = coming.add(open);
    }
  }

  /** Credits that are taken off what is asked. */
  BigDecimal netted() {
    return policy.netting() == Policy.Netting.ACCOUNT ? credit : BigDecimal.ZERO;
  }

  /**
   * Why a ripe step of this level may not be said today; null = it may.
   *
   * @param since the contact from which the level's wait counts
   */
  @Nullable Reason refusal(
      Level level, BigDecimal amount, BigDecimal credit, @Nullable LocalDate since) {
    var asked = decimals.exact(amount.subtract(credit));
    var minimum = level.minimum().get(account.currency());
    if (credit.signum() > 0 && asked.signum() <= 0) {
      return Reason.of(Reason.Code.CREDIT_COVERS, decimals.exact(credit), decimals.exact(amount));
    } else if (minimum != null && asked.compareTo(minimum) < 0) {
      return Reason.of(Reason.Code.BELOW_MINIMUM, asked, minimum, level.rank());
    } else if (since != null && today.isBefore(possible(level, since))) {
      return Reason.of(Reason.Code.WAIT_CONTACT, since, wait(level), possible(level, since));
    } else if (today.isBefore(spare())) {
      return enough(Objects.requireNonNull(policy.calendar().most()));
    }
    return account.reach().by(level) ? null : Reason.of(Reason.Code.NO_ADDRESS);
  }

  /** The first day on which the level's wait is over. */
  LocalDate possible(Level level, LocalDate since) {
    return since.plusDays(wait(level));
  }

  /**
   * The first day on which the policy's cap leaves room; a day of contact takes another message.
   */
  LocalDate spare() {
    return account.contacted().contains(today) ? today : anew();
  }

  /** The first day on which the policy's cap leaves room for another day of contact. */
  LocalDate anew() {
    var most = policy.calendar().most();
    var days = account.contacted();
    return most == null || days.size() < most.contacts()
        ? today
        : days.get(most.contacts() - 1).plusDays(most.days());
  }

  private Reason enough(Calendar.Most most) {
    var since = account.contacted().get(most.contacts() - 1);
    return Reason.of(Reason.Code.ENOUGH_CONTACTS, most.contacts(), since, most.days(), spare());
  }

  /** When a refusal that only days end is over; {@link Decision#NEVER} for any other. */
  LocalDate over(Reason refusal, Level level, @Nullable LocalDate since) {
    return switch (refusal.code()) {
      case WAIT_CONTACT -> possible(level, Objects.requireNonNull(since));
      case ENOUGH_CONTACTS -> spare();
      default -> Decision.NEVER;
    };
  }

  /** Never two contacts on one day, whatever a policy says. */
  private static int wait(Level level) {
    return Math.max(1, level.minimumWait());
  }

  /** The reason of a level said. */
  Reason said(Level level, LocalDate due, BigDecimal asked) {
    var minimum = level.minimum().get(account.currency());
    return Reason.of(
        Reason.Code.LEVEL,
        level.rank(),
        level.name(),
        level.days(),
        due,
        decimals.exact(asked),
        minimum == null ? "" : minimum);
  }

  /** The reason of an item that has no ripe step. */
  Reason quiet(Standing standing) {
    if (standing.item().credit()) {
      return Reason.of(Reason.Code.CREDIT, decimals.exact(standing.item().open().negate()));
    } else if (standing.blocked() != null) {
      return standing.blocked();
    }
    return standing.next() == null ? ended(standing) : ahead(standing, standing.next());
  }

  private static Reason ended(Standing standing) {
    return standing.reached() == 0
        ? Reason.of(Reason.Code.NOTHING_DUE)
        : Reason.of(Reason.Code.LAST_LEVEL, standing.reached(), reachedOn(standing));
  }

  private Reason ahead(Standing standing, LocalDate next) {
    var item = standing.item();
    if (item.issued() != null && next.equals(policy.quiet(item))) {
      return Reason.of(
          Reason.Code.JUST_ISSUED,
          item.issued(),
          policy.calendar().afterIssue(),
          standing.rank(),
          next);
    }
    return standing.reached() == 0
        ? Reason.of(Reason.Code.NOT_YET, standing.rank(), next)
        : Reason.of(
            Reason.Code.REACHED, standing.reached(), reachedOn(standing), standing.rank(), next);
  }

  private static Object reachedOn(Standing standing) {
    var on = standing.item().levelOn();
    return on == null ? "" : on;
  }

  /** No item has a ripe step: the account's reason is that of the item whose turn comes first. */
  Decision quiet() {
    var items = new ArrayList<Decision.ItemDecision>(standings.size());
    for (var standing : standings) {
      items.add(item(standing, quiet(standing), standing.next()));
    }
    var first = first();
    var reason = first == null ? Reason.of(Reason.Code.NOTHING_DUE) : quiet(first);
    return answer(reason, changes, items);
  }

  private @Nullable Standing first() {
    Standing first = null;
    for (var standing : standings) {
      if (!standing.item().credit() && (first == null || before(standing, first))) {
        first = standing;
      }
    }
    return first;
  }

  /** By day of the next step; those without one after them, the blocked last. */
  private static boolean before(Standing one, Standing other) {
    if (one.next() != null && other.next() != null) {
      return one.next().isBefore(other.next());
    }
    return one.next() != null || (other.next() == null && !other.eligible() && one.eligible());
  }

  Decision.ItemDecision item(Standing standing, Reason reason, @Nullable LocalDate next) {
    return new Decision.ItemDecision(standing.item().id(), reason, standing.level(), next);
  }

  /** An answer without an act. */
  Decision answer(Reason reason, LocalDate until, List<Decision.ItemDecision> items) {
    return contact(0, Decision.Purpose.OVERDUE, reason, until, items, List.of());
  }

  Decision contact(
      int level,
      Decision.Purpose purpose,
      Reason reason,
      LocalDate until,
      List<Decision.ItemDecision> items,
      List<Decision.Ask> acts) {
    return new Decision(
        account.id(),
        policy,
        reason.code().outcome(),
        level,
        purpose,
        reason,
        until,
        overdue,
        credit,
        coming,
        items,
        acts);
  }
}
