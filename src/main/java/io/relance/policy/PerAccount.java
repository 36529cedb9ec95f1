package io.relance.policy;

import io.relance.policy.Decision.Ask;
import io.relance.policy.Decision.ItemDecision;
import io.relance.policy.Decision.Purpose;
import io.relance.policy.Decision.Step;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One message per account: the highest level of its late items, all of them listed. */
final class PerAccount {
  private final Case facts;
  private final Policy policy;

  /** The highest rank carried by a late item, and among them the earliest due date. */
  private int rank;

  private LocalDate due = LocalDate.MAX;
  private boolean lateStep;
  private boolean comingStep;

  PerAccount(Case facts) {
    this.facts = facts;
    this.policy = facts.policy;
    for (var standing : facts.standings) {
      lateStep |= standing.ripe() && standing.late();
      comingStep |= standing.ripe() && !standing.late();
    }
  }

  Decision decide() {
    if (facts.underWay > 0) {
      return underWay();
    }
    if (!lateStep && !comingStep) {
      return facts.quiet();
    }
    return step(lateStep ? Purpose.OVERDUE : Purpose.COMING);
  }

  /** Another act of this account has not ended: nothing new until it has. */
  private Decision underWay() {
    var reason = Reason.of(Reason.Code.UNDER_WAY, facts.underWay);
    return facts.answer(reason, facts.changes, items(reason));
  }

  private Decision step(Purpose purpose) {
    choose(purpose);
    var level = policy.level(rank);
    var amount = purpose == Purpose.OVERDUE ? facts.overdue : announced();
    var credit = facts.netted();
    var since = facts.account.lastContact();
    var refusal = facts.refusal(level, amount, credit, since);
    if (refusal == null) {
      return contact(level, purpose, amount, credit);
    }
    var until = facts.over(refusal, level, since);
    return facts.answer(refusal, earliest(until, facts.changes), items(refusal));
  }

  private static LocalDate earliest(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }

  private void choose(Purpose purpose) {
    for (var standing : facts.standings) {
      int carried = carried(standing, purpose);
      var itemDue = standing.item().due();
      if (carried > rank || (carried == rank && carried > 0 && itemDue.isBefore(due))) {
        rank = carried;
        due = itemDue;
      }
    }
  }

  private int carried(Standing standing, Purpose purpose) {
    if (!standing.eligible() || standing.late() != (purpose == Purpose.OVERDUE)) {
      return 0;
    }
    boolean newOnly = purpose == Purpose.COMING || policy.actLevel() == Policy.ActLevel.NEW;
    return newOnly ? standing.step() : standing.level();
  }

  private BigDecimal announced() {
    var sum = BigDecimal.ZERO;
    for (var standing : facts.standings) {
      if (standing.announced(policy)) {
        sum = sum.add(standing.item().open());
      }
    }
    return sum;
  }

  private Decision contact(Level level, Purpose purpose, BigDecimal amount, BigDecimal credit) {
    var asked = facts.decimals.exact(amount.subtract(credit));
    var ask =
        new Ask(
            rank,
            purpose,
            0,
            asked,
            credit,
            steps(),
            purpose == Purpose.OVERDUE ? overdue() : List.of(),
            coming(purpose));
    var reason = facts.said(level, due, asked);
    return facts.contact(rank, purpose, reason, facts.changes, items(null), List.of(ask));
  }

  private List<Step> steps() {
    var steps = new ArrayList<Step>();
    for (var standing : facts.standings) {
      if (standing.ripe()) {
        steps.add(new Step(standing.item().id(), standing.rank(), standing.occurrence()));
      }
    }
    return steps;
  }

  private List<Long> overdue() {
    return list(standing -> standing.late() || nettedCredit(standing));
  }

  private List<Long> coming(Purpose purpose) {
    return purpose == Purpose.OVERDUE
        ? list(standing -> standing.eligible() && !standing.late())
        : list(standing -> standing.announced(policy) || nettedCredit(standing));
  }

  private boolean nettedCredit(Standing standing) {
    return standing.item().credit() && policy.netting() == Policy.Netting.ACCOUNT;
  }

  private List<Long> list(Predicate<Standing> wanted) {
    var ids = new ArrayList<Long>();
    for (var standing : facts.standings) {
      if (wanted.test(standing)) {
        ids.add(standing.item().id());
      }
    }
    return ids;
  }

  /** Each item's reason; a ripe step that is not taken today shares the account's. */
  private List<ItemDecision> items(@Nullable Reason instead) {
    var items = new ArrayList<ItemDecision>(facts.standings.size());
    for (var standing : facts.standings) {
      items.add(facts.item(standing, reason(standing, instead), standing.next()));
    }
    return items;
  }

  private Reason reason(Standing standing, @Nullable Reason instead) {
    if (standing.eligible() && standing.item().stepTaken() > 0) {
      return Reason.of(Reason.Code.UNDER_WAY, standing.item().stepTaken());
    } else if (!standing.ripe()) {
      return facts.quiet(standing);
    } else if (instead != null) {
      return instead;
    }
    var item = standing.item();
    return facts.said(policy.level(standing.rank()), item.due(), item.open());
  }
}
