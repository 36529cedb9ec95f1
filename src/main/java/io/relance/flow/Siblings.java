package io.relance.flow;

import io.relance.outbox.Act;
import io.relance.policy.Account;
import io.relance.policy.Decision.Step;
import io.relance.policy.Item;
import io.relance.policy.Policies;
import io.relance.store.SiblingStore;
import io.relance.store.SiblingStore.Sibling;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A level may be said to several people, each by an act of its own, and one of them may leave long
 * before the others. That it did is no reason against them: they are decided again as if it had
 * not.
 */
final class Siblings {
  private final List<Sibling> known;

  private Siblings(List<Sibling> known) {
    this.known = known;
  }

  /** Of those of these acts whose level is said to several people. */
  static Siblings of(SiblingStore store, Policies policies, List<Act> acts) {
    List<Long> several = acts.stream().filter(act -> several(policies, act)).map(Act::id).toList();
    return new Siblings(several.isEmpty() ? List.of() : store.of(several));
  }

  private static boolean several(Policies policies, Act act) {
    return policies
        .find(act.policy())
        .flatMap(policy -> policy.find(act.level()))
        .filter(level -> level.channels().size() > 1)
        .isPresent();
  }

  /** The acts themselves and their siblings: what they have reserved stands in nobody's way. */
  List<Long> with(List<Long> acts) {
    return Stream.concat(acts.stream(), known.stream().map(Sibling::id)).distinct().toList();
  }

  /** The account as it was before a sibling of this act reached somebody. */
  Account before(Act act, Account account) {
    Set<LocalDate> contacted =
        known.stream()
            .filter(sibling -> sibling.act() == act.id())
            .map(Sibling::contactedOn)
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    return contacted.isEmpty() ? account : before(act, account, contacted);
  }

  private static Account before(Act act, Account account, Set<LocalDate> contacted) {
    Map<Long, Step> said =
        act.steps().stream()
            .collect(
                Collectors.toMap(
                    Step::item, Function.identity(), (a, b) -> a.level() < b.level() ? b : a));
    List<Account> party =
        account.party().stream().map(one -> before(one, said, contacted)).toList();
    return before(account, said, contacted).among(party);
  }

  private static Account before(Account account, Map<Long, Step> said, Set<LocalDate> contacted) {
    List<Item> items =
        account.items().stream()
            .map(item -> said.containsKey(item.id()) ? before(item, said.get(item.id())) : item)
            .toList();
    return account.before(contacted, items);
  }

  private static Item before(Item item, Step step) {
    return item.level() == step.level() && item.occurrence() == step.occurrence()
        ? item.before(step.level(), step.occurrence())
        : item;
  }
}
