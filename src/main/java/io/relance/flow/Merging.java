package io.relance.flow;

import io.relance.journal.Entry;
import io.relance.ledger.Creditor;
import io.relance.ledger.Matching;
import io.relance.ledger.Matching.Tie;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import io.relance.store.PartyStore;
import io.relance.store.PartyStore.Face;
import io.relance.store.PartyStore.Link;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps who is the same debtor in several sources: matched after every pull, changed by a person's
 * word. What changes is journaled, and the accounts concerned are decided again.
 */
public final class Merging {
  private static final Logger LOG = LoggerFactory.getLogger(Merging.class);
  private static final String ALERT = "merge";

  private final Database database;
  private final PartyStore parties;
  private final JournalStore journal;
  private final AlertStore alerts;
  private final Clock clock;
  private final List<Creditor> creditors;

  /** Bound as {@code merging}. */
  public Merging(
      Database database,
      JournalStore journal,
      AlertStore alerts,
      Clock clock,
      List<Creditor> creditors) {
    this.database = database;
    this.parties = new PartyStore(database, clock);
    this.journal = journal;
    this.alerts = alerts;
    this.clock = clock;
    this.creditors = List.copyOf(creditors);
  }

  /**
   * For the pull route, when a company was read: matches its debtors with those of the companies
   * that speak as one with it. Its failure is no trouble of the source: it raises an alert, and the
   * next pull tries again.
   */
  public void match(Exchange exchange) {
    String path = exchange.getProperty("source") + "/" + exchange.getProperty("company");
    if (creditors.stream().noneMatch(one -> one.companies().contains(path))) {
      return;
    }
    try {
      matchAll();
      alerts.clear(ALERT, path);
    } catch (RuntimeException e) {
      LOG.error("{}: its debtors cannot be matched", path, e);
      alerts.raise(ALERT, path, "its debtors cannot be matched: " + Cause.of(e));
    }
  }

  /** Brings all links in line with the settings, the ledgers and what persons said. */
  public void matchAll() {
    database.inTransaction(
        () -> {
          parties.lock();
          settle();
        });
  }

  private void settle() {
    Map<Long, Link> links =
        parties.links().stream().collect(Collectors.toMap(Link::debtor, link -> link));
    Map<Long, Face> faces = new HashMap<>();
    Map<Long, Tie> ties = new HashMap<>();
    for (Creditor creditor : creditors) {
      List<Face> debtors = parties.debtors(creditor.companies(), false);
      debtors.forEach(face -> faces.put(face.id(), face));
      ties.putAll(answer(creditor, debtors).ties());
    }
    List<Entry> entries = new ArrayList<>();
    ties.values().stream()
        .filter(tie -> !links.containsKey(tie.debtor()) || !links.get(tie.debtor()).says(tie))
        .forEach(tie -> entries.add(link(tie, faces.get(tie.debtor()))));
    links.values().stream()
        .filter(link -> !ties.containsKey(link.debtor()))
        .forEach(link -> entries.add(unlink(link)));
    int again = parties.regroup(creditors);
    journal.append(entries);
    if (again > 0) {
      LOG.info("{} debtor links changed, {} accounts are decided again", entries.size(), again);
    }
  }

  private Matching.Answer answer(Creditor creditor, List<Face> debtors) {
    return Matching.of(
        debtors.stream().map(Face::known).toList(),
        parties.words(),
        parties.own(creditor.companies()));
  }

  private Entry link(Tie tie, Face face) {
    parties.put(tie, tie.why(), "hub");
    return entry(
        "debtor linked",
        "hub",
        face.company(),
        Map.of(
            "debtor", face.address(),
            "party", String.valueOf(tie.party()),
            "how", tie.how(),
            "why", tie.why()));
  }

  private Entry unlink(Link link) {
    parties.drop(link.debtor());
    return entry(
        "debtor unlinked",
        "hub",
        link.company(),
        Map.of("debtor", link.key(), "party", String.valueOf(link.party()), "how", link.how()));
  }

  private Entry entry(String kind, String actor, long company, Map<String, String> detail) {
    return new Entry(clock.instant(), kind, actor, company, null, null, detail, null, null);
  }

  /**
   * A person says that two debtors are the same.
   *
   * @param one SOURCE/KEY/DEBTOR, as {@link #list} names it
   * @throws NoSuchElementException when there is no such debtor
   * @throws IllegalStateException when their companies do not speak as one creditor
   */
  public void link(String one, String other, String person, String why) {
    database.inTransaction(
        () -> {
          parties.lock();
          Face first = debtor(one);
          Face second = debtor(other);
          if (first.id() == second.id()) {
            throw new IllegalStateException(one + " is one debtor already");
          } else if (!creditor(first).equals(creditor(second))) {
            throw new IllegalStateException(
                "%s and %s do not speak as one creditor: name both in one relance.merge.NAME"
                    .formatted(first.path(), second.path()));
          }
          parties.together(first.id(), second.id(), why, person);
          said("debtors declared one", person, first, Map.of("other", second.address()), why);
          settle();
        });
  }

  /**
   * A person says that a debtor is the same as nobody, whatever its numbers say.
   *
   * @throws NoSuchElementException when there is no such debtor
   * @throws IllegalStateException when it is linked with nobody
   */
  public void unlink(String one, String person, String why) {
    database.inTransaction(
        () -> {
          parties.lock();
          Face face = debtor(one);
          if (parties.links().stream().noneMatch(link -> link.debtor() == face.id())) {
            throw new IllegalStateException(one + " is linked with nobody");
          }
          parties.apart(face.id(), why, person);
          said("debtor declared apart", person, face, Map.of(), why);
          settle();
        });
  }

  private void said(String kind, String person, Face face, Map<String, String> more, String why) {
    Map<String, String> detail = new HashMap<>(more);
    detail.put("debtor", face.address());
    detail.put("why", why);
    journal.append(List.of(entry(kind, person, face.company(), detail)));
  }

  private Creditor creditor(Face face) {
    return creditors.stream()
        .filter(one -> one.companies().contains(face.path()))
        .findFirst()
        .orElseThrow();
  }

  private Face debtor(String address) {
    return creditors.stream()
        .flatMap(creditor -> creditor.companies().stream())
        .filter(path -> address.startsWith(path + "/"))
        .flatMap(path -> parties.debtors(List.of(path), true).stream())
        .filter(face -> face.address().equals(address))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException(unknown(address)));
  }

  private String unknown(String address) {
    List<String> named = creditors.stream().flatMap(one -> one.companies().stream()).toList();
    return "no debtor %s; a debtor is SOURCE/KEY/DEBTOR, of %s"
        .formatted(
            address,
            named.isEmpty()
                ? "a company in relance.merge.NAME, and there is none"
                : String.join(", ", named));
  }

  /** Who is the same as whom, and who may be, by creditor. */
  public List<Parties> list() {
    return database.inTransaction(() -> creditors.stream().map(this::of).toList());
  }

  private Parties of(Creditor creditor) {
    List<Face> debtors = parties.debtors(creditor.companies(), true);
    return Parties.of(
        creditor, debtors, parties.links(), parties.words(), answer(creditor, debtors).doubts());
  }
}
