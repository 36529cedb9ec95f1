package io.relance.policy;

import io.relance.policy.Decision.Step;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Optional;

/** An account in memory that is told of what was sent, the way the outbox tells the ledger. */
final class Book {
  private Account account;

  Book(Account account) {
    this.account = account;
  }

  Account account() {
    return account;
  }

  /** All acts of the decision were sent on that day. */
  void sent(Decision decision, LocalDate day) {
    var items = new ArrayList<Item>();
    for (var item : account.items()) {
      var step = step(decision, item.id());
      items.add(step.isPresent() ? taken(item, step.get(), decision, day) : item);
    }
    account =
        new Account(
            account.id(),
            account.company(),
            account.currency(),
            account.country(),
            account.language(),
            account.category(),
            account.tags(),
            account.business(),
            account.policy(),
            account.paymentMethod(),
            account.excluded(),
            account.dispute(),
            account.holdUntil(),
            account.reach(),
            day,
            items);
  }

  private static Optional<Step> step(Decision decision, long item) {
    return decision.acts().stream()
        .flatMap(ask -> ask.steps().stream())
        .filter(step -> step.item() == item)
        .findFirst();
  }

  private static Item taken(Item item, Step step, Decision decision, LocalDate day) {
    return new Item(
        item.id(),
        item.due(),
        item.open(),
        item.paymentMethod(),
        item.dispute(),
        item.noFollowup(),
        item.inPayment(),
        item.expectedOn(),
        decision.policy() == null ? null : decision.policy().name(),
        Math.max(item.level(), step.level()),
        Math.max(item.occurrence(), step.occurrence()),
        day,
        item.stepTaken());
  }
}
