package io.relance.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One debtor whom several ledgers know, in one currency, as one account: the id and company of the
 * first, the items of all. Excluded, in dispute or held by one is so for all; a payment method is
 * its own items' only; of what only one can be, the first that knows it counts.
 */
final class Party {
  private final List<Account> all;

  private Party(List<Account> all) {
    this.all = all;
  }

  static Account of(List<Account> accounts) {
    return new Party(accounts).together();
  }

  private Account together() {
    var lead = all.get(0);
    return new Account(
        lead.id(),
        lead.company(),
        lead.currency(),
        first(Account::country),
        first(Account::language),
        first(Account::category),
        tags(),
        first(Account::business),
        first(Account::policy),
        null,
        any(Account::excluded),
        any(Account::dispute),
        latest(Account::holdUntil),
        all.stream().map(Account::reach).reduce(Reach.NOBODY, Reach::or),
        latest(Account::lastContact),
        items(),
        List.of(),
        contacted(),
        holds(),
        all.stream().flatMap(account -> account.paid().stream()).toList());
  }

  private <T> @Nullable T first(Function<Account, @Nullable T> part) {
    return all.stream().map(part).filter(Objects::nonNull).findFirst().orElse(null);
  }

  private boolean any(Predicate<Account> part) {
    return all.stream().anyMatch(part);
  }

  private @Nullable LocalDate latest(Function<Account, @Nullable LocalDate> part) {
    return all.stream()
        .map(part)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  private Set<String> tags() {
    var tags = new HashSet<String>();
    all.forEach(account -> tags.addAll(account.tags()));
    return tags;
  }

  private List<Hold> holds() {
    return all.stream()
        .flatMap(account -> account.holds().stream())
        .sorted(Comparator.comparing(Hold::why))
        .toList();
  }

  private List<LocalDate> contacted() {
    return all.stream()
        .flatMap(account -> account.contacted().stream())
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  private List<Item> items() {
    var items = new ArrayList<Item>();
    for (var account : all) {
      for (var item : account.items()) {
        items.add(item.paymentMethod() == null ? item.paidBy(account.paymentMethod()) : item);
      }
    }
    items.sort(Comparator.comparingLong(Item::id));
    return items;
  }
}
