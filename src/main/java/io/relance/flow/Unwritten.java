package io.relance.flow;

import io.relance.journal.Entry;
import io.relance.outbox.Act;
import io.relance.outbox.AlreadyTold;
import io.relance.outbox.Channel;
import io.relance.outbox.Sharing;
import io.relance.outbox.Unaddressable;
import io.relance.store.UnreachableStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acts that cannot be written: each dies alone, with its cause. A debtor whom nobody can write to
 * is listed once and held until that changes.
 */
final class Unwritten {
  private static final Logger LOG = LoggerFactory.getLogger(Unwritten.class);

  private final Receipts.Stores stores;
  private final UnreachableStore unreachable;
  private final Sharing sharing;
  private final Map<String, Channel> channels;

  Unwritten(Receipts.Stores stores, Sharing sharing, Map<String, Channel> channels) {
    this.stores = stores;
    this.unreachable = new UnreachableStore(stores.database(), stores.clock());
    this.sharing = sharing;
    this.channels = channels;
  }

  /** The alert's subject of an account that cannot be written to. */
  static String subject(long account) {
    return "account " + account;
  }

  void bury(Map<Act, RuntimeException> unwritten) {
    if (unwritten.isEmpty()) {
      return;
    }
    Map<Long, String> causes = new LinkedHashMap<>();
    unwritten.forEach((act, e) -> causes.put(act.id(), String.valueOf(e.getMessage())));
    stores.database().inTransaction(() -> bury(unwritten, causes));
    unwritten.forEach((act, e) -> tell(act, e, causes.get(act.id())));
  }

  private void bury(Map<Act, RuntimeException> unwritten, Map<Long, String> causes) {
    Map<Boolean, Map<Long, String>> told =
        unwritten.entrySet().stream()
            .collect(
                Collectors.partitioningBy(
                    e -> e.getValue() instanceof AlreadyTold,
                    Collectors.toMap(e -> e.getKey().id(), e -> causes.get(e.getKey().id()))));
    Set<Long> cancelled = Set.copyOf(stores.outbox().cancel(told.get(true)));
    Set<Long> dead = Set.copyOf(stores.outbox().die(told.get(false)));
    unreachable.put(
        unwritten.keySet().stream()
            .filter(act -> dead.contains(act.id()))
            .filter(act -> unwritten.get(act) instanceof Unaddressable && !act.thanks())
            .toList(),
        act -> channels.get(act.channel()).reaches(),
        sharing);
    stores
        .journal()
        .append(
            unwritten.keySet().stream()
                .filter(act -> dead.contains(act.id()) || cancelled.contains(act.id()))
                .map(act -> entry(act, dead.contains(act.id()) ? "dead" : "cancelled", causes))
                .toList());
  }

  private void tell(Act act, RuntimeException e, String cause) {
    boolean address = e instanceof Unaddressable;
    if (e instanceof AlreadyTold || address && act.thanks()) {
      LOG.info("Act {}: {}", act.id(), cause);
      return;
    }
    String subject = address ? subject(act.account()) : "act " + act.id();
    stores.alerts().raise(address ? "address" : "act", subject, cause);
    LOG.warn("Act {} cannot be written: {}", act.id(), cause);
  }

  private Entry entry(Act act, String state, Map<Long, String> causes) {
    return Entry.ofAct(
        stores.clock().instant(),
        "act " + state,
        "courier",
        act.company(),
        act.account(),
        act.id(),
        Map.of("cause", causes.get(act.id())));
  }
}
