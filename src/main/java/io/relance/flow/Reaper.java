package io.relance.flow;

import io.relance.journal.Entry;
import io.relance.outbox.BusinessDays;
import io.relance.store.OutboxStore.Reaped;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Ends what nobody ended: leases of nodes that stopped, acts that waited too long. */
public final class Reaper {
  private final Receipts.Stores stores;
  private final Duration resendAfter;
  private final Set<String> resending;
  private final int staleDays;

  /**
   * @param resendAfter how long an uncertain message rests before it is sent again
   * @param resending the channels that do that by themselves
   * @param staleDays business days after which an act that has not left is cancelled
   */
  public Reaper(
      Receipts.Stores stores, Duration resendAfter, Set<String> resending, int staleDays) {
    this.stores = stores;
    this.resendAfter = resendAfter;
    this.resending = Set.copyOf(resending);
    this.staleDays = staleDays;
  }

  /** Frees the acts of nodes that stopped; those that may have left become uncertain. */
  public void reap() {
    List<Reaped> reaped =
        stores
            .database()
            .inTransaction(
                () -> {
                  List<Reaped> ended = stores.outbox().reap(resendAfter, resending);
                  stores
                      .journal()
                      .append(
                          ended.stream()
                              .map(r -> entry("act " + r.state(), r, r.cause()))
                              .toList());
                  return ended;
                });
    reaped.stream()
        .filter(Reaped::needsPerson)
        .forEach(
            r ->
                stores
                    .alerts()
                    .raise(
                        "act",
                        "act " + r.id(),
                        "uncertain: " + r.cause() + "; " + Settling.remedy(r.id())));
  }

  /** Cancels what has waited too long; its accounts are decided again. */
  public void cancelStale() {
    String cause = "not sent within " + staleDays + " business days: decided again";
    LocalDate today = LocalDate.now(stores.clock().withZone(ZoneOffset.UTC));
    stores
        .database()
        .inTransaction(
            () -> {
              List<Reaped> stale = stores.outbox().stale(BusinessDays.before(today, staleDays));
              if (!stale.isEmpty()) {
                stores
                    .outbox()
                    .cancel(stale.stream().collect(Collectors.toMap(Reaped::id, r -> cause)));
                stores
                    .journal()
                    .append(stale.stream().map(r -> entry("act cancelled", r, cause)).toList());
              }
            });
  }

  private Entry entry(String kind, Reaped act, String cause) {
    return Entry.ofAct(
        stores.clock().instant(),
        kind,
        "reaper",
        act.company(),
        act.account(),
        act.id(),
        Map.of("cause", cause));
  }
}
