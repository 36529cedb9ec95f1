package io.relance.flow;

import io.relance.journal.Entry;
import io.relance.notice.Dossier.Line;
import io.relance.outbox.Act;
import io.relance.outbox.Verdict;
import io.relance.policy.Account;
import io.relance.policy.Decision.Ask;
import io.relance.policy.Item;
import io.relance.policy.Paid;
import io.relance.policy.Policies;
import io.relance.store.AccountStore;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import io.relance.store.OutboxStore;
import io.relance.store.PaperStore;
import io.relance.store.PaperStore.Addressee;
import io.relance.store.SiblingStore;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second look just before sending: on the ledger as it was re-read a moment ago, each act is
 * decided again. What no longer carries its level is cancelled and its account planned anew.
 */
public final class Review {
  private static final Logger LOG = LoggerFactory.getLogger(Review.class);

  private final Database database;
  private final OutboxStore outbox;
  private final JournalStore journal;
  private final AlertStore alerts;
  private final Policies policies;
  private final Timing timing;
  private final Clock clock;
  private final AccountStore accounts;
  private final PaperStore papers;

  public Review(Receipts.Stores stores, Policies policies, Timing timing) {
    this.database = stores.database();
    this.outbox = stores.outbox();
    this.journal = stores.journal();
    this.alerts = stores.alerts();
    this.clock = stores.clock();
    this.policies = policies;
    this.timing = timing;
    this.accounts = new AccountStore(database);
    this.papers = new PaperStore(database);
  }

  /**
   * What of these acts leaves, in bundles; the rest is already cancelled or held, and journaled.
   * Reading again may have lasted: what is now outside its hours waits.
   */
  List<Bundle> bundles(Lot lot) {
    List<Act> acts = outbox.claimed(timing.open(lot.acts()));
    List<Act> again = stillTrue(acts.stream().filter(Act::resend).toList());
    List<Act> fresh = acts.stream().filter(act -> !act.resend()).toList();
    return fresh.isEmpty() ? Bundle.of(List.of(), again) : Bundle.of(drafts(lot, fresh), again);
  }

  private List<Draft> drafts(Lot lot, List<Act> acts) {
    LocalDate today = LocalDate.now(clock.withZone(acts.get(0).zone()));
    Map<Act, Verdict.Stands> stand = standing(lot, acts, today);
    Draft.Papers read = papers(lot.company(), today, stand);
    List<Draft> drafts = new ArrayList<>();
    stand.forEach((act, v) -> drafts.add(new Draft(act, v.ask(), v.level(), read)));
    return drafts;
  }

  private Map<Act, Verdict.Stands> standing(Lot lot, List<Act> acts, LocalDate today) {
    List<Long> ids = acts.stream().map(Act::id).toList();
    Set<Long> accountIds = acts.stream().map(Act::account).collect(Collectors.toSet());
    SiblingStore store = new SiblingStore(database);
    Map<Long, Account> read =
        accounts
            .paidSince(policies.thanksSince(today))
            .read(accountIds, Siblings.of(store, policies, acts).with(ids))
            .stream()
            .collect(Collectors.toMap(Account::id, Function.identity()));
    // again, for one that was sent meanwhile: the accounts may know of it already
    Siblings siblings = Siblings.of(store, policies, acts);
    Map<Act, Verdict.Stands> stand = new LinkedHashMap<>();
    Map<Act, String> fall = new LinkedHashMap<>();
    for (Act act : acts) {
      Account account = read.get(act.account());
      Verdict verdict = verdict(act, account, siblings, today);
      if (verdict instanceof Verdict.Stands stands && !covers(lot, account, stands.ask())) {
        fall.put(act, "its debtor was linked with others meanwhile");
      } else if (verdict instanceof Verdict.Stands stands) {
        stand.put(act, stands);
      } else {
        fall.put(act, ((Verdict.Falls) verdict).cause());
      }
    }
    cancel(fall);
    return stand;
  }

  /** Nothing leaves of a company that was not read again. */
  private static boolean covers(Lot lot, Account account, Ask ask) {
    return account.party().stream()
        .filter(one -> !lot.covers(one.company()))
        .flatMap(
            one ->
                Stream.concat(
                    one.items().stream().map(Item::id), one.paid().stream().map(Paid::item)))
        .noneMatch(ask.listed()::contains);
  }

  /** One account that cannot be decided stops only its own act. */
  private Verdict verdict(Act act, @Nullable Account account, Siblings siblings, LocalDate today) {
    if (account == null) {
      return new Verdict.Falls("its account is not in the ledger any more");
    }
    try {
      return Verdict.of(act, policies.decide(siblings.before(act, account), today));
    } catch (RuntimeException e) {
      LOG.error("Account {} cannot be decided again", account.id(), e);
      return new Verdict.Falls("cannot be decided again: " + e.getMessage());
    }
  }

  private void cancel(Map<Act, String> causes) {
    if (causes.isEmpty()) {
      return;
    }
    Map<Long, String> byId = new HashMap<>();
    causes.forEach((act, cause) -> byId.put(act.id(), cause));
    database.inTransaction(
        () -> {
          List<Long> cancelled = outbox.cancel(byId);
          journal.append(
              causes.entrySet().stream()
                  .filter(e -> cancelled.contains(e.getKey().id()))
                  .map(e -> entry("act cancelled", e.getKey(), e.getValue()))
                  .toList());
        });
  }

  /** An uncertain act leaves again only if its stored words are still true, item by item. */
  private List<Act> stillTrue(List<Act> acts) {
    if (acts.isEmpty()) {
      return acts;
    }
    String cause = "not sent again: something it says changed meanwhile";
    Set<Long> same = outbox.unchanged(acts.stream().map(Act::id).toList());
    List<Act> changed = acts.stream().filter(act -> !same.contains(act.id())).toList();
    database.inTransaction(
        () -> {
          outbox.holdUncertain(changed.stream().map(Act::id).toList(), cause);
          journal.append(changed.stream().map(act -> entry("act uncertain", act, cause)).toList());
        });
    changed.forEach(
        act -> alerts.raise("act", "act " + act.id(), cause + "; " + Settling.remedy(act.id())));
    return acts.stream().filter(act -> same.contains(act.id())).toList();
  }

  private Entry entry(String kind, Act act, String cause) {
    return Entry.ofAct(
        clock.instant(),
        kind,
        "courier",
        act.company(),
        act.account(),
        act.id(),
        Map.of("cause", cause));
  }

  private static List<Long> accounts(Collection<Act> acts, Predicate<Act> which) {
    return acts.stream().filter(which).map(Act::account).distinct().toList();
  }

  private Draft.Papers papers(long company, LocalDate today, Map<Act, Verdict.Stands> stand) {
    Map<Long, Addressee> addressees =
        papers.addressees(
            accounts(stand.keySet(), act -> true), accounts(stand.keySet(), Act::merged));
    Map<Long, Line> lines =
        papers.lines(
            stand.values().stream().flatMap(v -> v.ask().listed().stream()).distinct().toList(),
            stand.keySet().stream().anyMatch(Act::merged));
    Set<String> addresses =
        addressees.values().stream()
            .flatMap(a -> a.people().addresses().stream())
            .collect(Collectors.toSet());
    return new Draft.Papers(
        papers.sender(company), today, addressees, lines, papers.addresses(addresses));
  }
}
