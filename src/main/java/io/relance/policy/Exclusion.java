package io.relance.policy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What takes a whole account out, before any item is looked at. */
final class Exclusion {
  private Exclusion() {}

  /** The decision that leaves the account alone; null = go on. */
  static @Nullable Decision of(Policy policy, Account account, LocalDate today) {
    var hold = account.holdUntil();
    if (account.excluded()) {
      return held(policy, account, Reason.of(Reason.Code.DEBTOR_EXCLUDED), Decision.NEVER);
    } else if (account.dispute()) {
      return held(policy, account, Reason.of(Reason.Code.DEBTOR_DISPUTE), Decision.NEVER);
    } else if (hold != null && !today.isAfter(hold)) {
      return held(policy, account, Reason.of(Reason.Code.HOLD_UNTIL, hold), hold.plusDays(1));
    }
    for (var own : account.holds()) {
      if (own.counts(policy, today)) {
        return held(policy, account, own.reason(), own.over());
      }
    }
    if (account.paymentMethod() != null && policy.excludes(account.paymentMethod())) {
      var reason = Reason.of(Reason.Code.PAYMENT_METHOD, account.paymentMethod());
      return held(policy, account, reason, Decision.NEVER);
    }
    return null;
  }

  /** The whole account is left alone, for one reason that each of its items shares. */
  static Decision held(@Nullable Policy policy, Account account, Reason why, LocalDate until) {
    var items = new ArrayList<Decision.ItemDecision>(account.items().size());
    for (var item : account.items()) {
      items.add(new Decision.ItemDecision(item.id(), why, item.level(), null));
    }
    return new Decision(
        account.id(),
        policy,
        why.code().outcome(),
        0,
        Decision.Purpose.OVERDUE,
        why,
        until,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        items,
        List.of());
  }
}
