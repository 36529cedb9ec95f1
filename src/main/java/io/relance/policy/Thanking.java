package io.relance.policy;

import io.relance.policy.Decision.Ask;
import io.relance.policy.Decision.ItemDecision;
import io.relance.policy.Decision.Outcome;
import io.relance.policy.Decision.Purpose;
import io.relance.policy.Decision.Step;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A debtor who paid what he was reminded of, and owes nothing late any more, may be thanked. */
final class Thanking {
  private final Case facts;
  private final Account account;
  private final Thanks thanks;
  private final LocalDate today;

  /** Under the policy that reminded of what was paid, which must thank. */
  Thanking(Policy policy, Thanks thanks, Account account, LocalDate today) {
    this.facts = new Case(policy, account, today);
    this.account = account;
    this.thanks = thanks;
    this.today = today;
  }

  /** The thanks in the place of the usual decision, or that one as long as it stands. */
  Decision insteadOf(Decision usual) {
    if (!silent(usual) || owes()) {
      return usual;
    }
    var left = Exclusion.of(facts.policy, account, today);
    if (left != null) {
      return usual.noLaterThan(left.until());
    }
    var recent = recent();
    if (!account.reach().by(thanks.level())) {
      return usual;
    }
    var next = next();
    var otherwise = next.equals(Decision.NEVER) ? usual : usual.noLaterThan(unlessLate(next));
    return recent.isEmpty() || today.isBefore(possible()) ? otherwise : thank(recent, otherwise);
  }

  /** Nothing is said today, and nothing is under way. */
  private static boolean silent(Decision usual) {
    var code = usual.reason().code();
    return usual.acts().isEmpty()
        && code != Reason.Code.UNDER_WAY
        && (usual.outcome() != Outcome.HELD || code == Reason.Code.NO_POLICY);
  }

  /** Something is late, whatever is said of it, in dispute, or being written about. */
  private boolean owes() {
    return facts.standings.stream().anyMatch(this::owed);
  }

  private boolean owed(Standing standing) {
    var item = standing.item();
    boolean late = standing.late() || item.due().isBefore(today);
    return !item.credit() && (late || item.dispute() || item.stepTaken() > 0);
  }

  private List<Paid> recent() {
    return account.paid().stream()
        .filter(paid -> !paid.on().isAfter(today) && !today.isAfter(last(paid)))
        .toList();
  }

  private LocalDate last(Paid paid) {
    return paid.on().plusDays(thanks.within());
  }

  /**
   * The first later day on which more may be thanked for. A payment may bear a later date: then the
   * thanks wait for that day.
   */
  private LocalDate next() {
    var first = Decision.NEVER;
    for (var paid : account.paid()) {
      var on = paid.on().isBefore(possible()) ? possible() : paid.on();
      first = on.isAfter(last(paid)) ? first : Days.earlier(first, on, today);
    }
    return first;
  }

  /** Never two contacts on one day, and no more than the policy's most. */
  private LocalDate possible() {
    var contact = account.lastContact();
    var spare = facts.anew();
    return contact == null || contact.isBefore(spare) ? spare : contact.plusDays(1);
  }

  private Decision thank(List<Paid> recent, Decision otherwise) {
    var items = new ArrayList<>(otherwise.items());
    var until = otherwise.until();
    for (var paid : recent) {
      items.add(new ItemDecision(paid.item(), said(List.of(paid)), Thanks.RANK, null));
      until = Days.earlier(until, last(paid).plusDays(1), today);
    }
    return facts.contact(
        Thanks.RANK, Purpose.PAID, said(recent), unlessLate(until), items, List.of(ask(recent)));
  }

  /** That day, or the first before it on which something is late: then nobody is thanked. */
  private LocalDate unlessLate(LocalDate day) {
    var first = day;
    for (var item : account.items()) {
      first = item.credit() ? first : Days.earlier(first, item.due().plusDays(1), today);
    }
    return first;
  }

  private Ask ask(List<Paid> recent) {
    var nothing = facts.decimals.exact(BigDecimal.ZERO);
    var steps = recent.stream().map(paid -> new Step(paid.item(), Thanks.RANK, 0)).toList();
    return new Ask(
        Thanks.RANK, Purpose.PAID, 0, nothing, nothing, steps, List.of(), List.of(), recent);
  }

  private Reason said(List<Paid> some) {
    var sum = some.stream().map(Paid::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    var last = some.stream().map(Paid::on).max(LocalDate::compareTo).orElseThrow();
    return Reason.of(
        Reason.Code.THANKS, some.size(), facts.decimals.exact(sum), thanks.within(), last);
  }
}
