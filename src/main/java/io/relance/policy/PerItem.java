package io.relance.policy;

import io.relance.policy.Decision.Ask;
import io.relance.policy.Decision.ItemDecision;
import io.relance.policy.Decision.Purpose;
import io.relance.policy.Decision.Step;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One message per item with a new step: the burst that the policy asks for. */
final class PerItem {
  private final Case facts;
  private final Policy policy;
  private final Map<Long, BigDecimal> covered;
  private final List<ItemDecision> items = new ArrayList<>();
  private final List<Ask> acts = new ArrayList<>();
  private LocalDate until;

  /** The reason of the account: of its highest act, else of the first ripe step that is refused. */
  private @Nullable Reason reason;

  private int rank;

  PerItem(Case facts) {
    this.facts = facts;
    this.policy = facts.policy;
    this.covered = covered();
    this.until = facts.changes;
  }

  Decision decide() {
    for (var standing : facts.standings) {
      items.add(facts.item(standing, look(standing), standing.next()));
    }
    if (reason == null) {
      return facts.quiet();
    }
    var overdue = acts.stream().anyMatch(ask -> ask.purpose() == Purpose.OVERDUE);
    var purpose = acts.isEmpty() || overdue ? Purpose.OVERDUE : Purpose.COMING;
    return facts.contact(rank, purpose, reason, until, items, acts);
  }

  private Reason look(Standing standing) {
    if (standing.eligible() && standing.item().stepTaken() > 0) {
      return refused(Reason.of(Reason.Code.UNDER_WAY, standing.item().stepTaken()));
    }
    return standing.ripe() ? step(standing) : facts.quiet(standing);
  }

  private Reason step(Standing standing) {
    var level = policy.level(standing.rank());
    var open = standing.item().open();
    var credit = covered.getOrDefault(standing.item().id(), BigDecimal.ZERO);
    var since = since(standing.item());
    var refusal = facts.refusal(level, open, credit, since);
    if (refusal == null) {
      burst();
      return act(standing, level, open, credit);
    }
    switch (refusal.code()) {
      case WAIT_CONTACT, ENOUGH_CONTACTS -> {
        burst();
        soonest(facts.over(refusal, level, since));
      }
      case NO_ADDRESS -> burst();
      default -> {}
    }
    return refused(refusal);
  }

  /**
   * The contact from which an item's wait counts. Today's own burst does not count for the others
   * in it, but what was before it does; from tomorrow on it counts itself.
   */
  private @Nullable LocalDate since(Item item) {
    var last = facts.account.lastContact();
    var contact = facts.today.equals(last) ? before(last) : last;
    var on = item.levelOn();
    return contact == null || (on != null && on.isAfter(contact)) ? on : contact;
  }

  private @Nullable LocalDate before(LocalDate today) {
    return facts.account.contacted().stream()
        .filter(day -> day.isBefore(today))
        .findFirst()
        .orElse(null);
  }

  /** The day of the last contact counts for less than the days around it. */
  private void burst() {
    var contact = facts.account.lastContact();
    if (contact != null && !contact.isBefore(facts.today)) {
      soonest(facts.today.equals(contact) ? contact.plusDays(1) : contact);
    }
  }

  private void soonest(LocalDate day) {
    until = day.isBefore(until) ? day : until;
  }

  private Reason refused(Reason refusal) {
    if (reason == null) {
      reason = refusal;
    }
    return refusal;
  }

  private Reason act(Standing standing, Level level, BigDecimal open, BigDecimal credit) {
    var item = standing.item();
    var asked = facts.decimals.exact(open.subtract(credit));
    var purpose = standing.late() ? Purpose.OVERDUE : Purpose.COMING;
    var step = new Step(item.id(), level.rank(), standing.occurrence());
    var listed = List.of(item.id());
    acts.add(
        new Ask(
            level.rank(),
            purpose,
            item.id(),
            asked,
            credit,
            List.of(step),
            standing.late() ? listed : List.of(),
            standing.late() ? List.of() : listed));
    var said = facts.said(level, item.due(), asked);
    if (level.rank() > rank) {
      rank = level.rank();
      reason = said;
    }
    return said;
  }

  /** Credits cover the oldest items first: late ones, then those told of before their due date. */
  private Map<Long, BigDecimal> covered() {
    var left = facts.netted();
    if (left.signum() == 0) {
      return Map.of();
    }
    var shares = new HashMap<Long, BigDecimal>();
    for (var item : oldestFirst()) {
      var share = left.min(item.open());
      shares.put(item.id(), share);
      left = left.subtract(share);
    }
    return shares;
  }

  private List<Item> oldestFirst() {
    return facts.standings.stream()
        .filter(standing -> standing.late() || standing.announced(policy))
        .map(Standing::item)
        .sorted(Comparator.comparing(Item::due).thenComparing(Item::id))
        .toList();
  }
}
