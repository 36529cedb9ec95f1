package io.relance.flow;

import io.relance.journal.Entry;
import io.relance.policy.Hold.Why;
import io.relance.returns.Fate;
import io.relance.returns.Kind;
import io.relance.returns.Returned;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.DeliveryStore;
import io.relance.store.HoldStore;
import io.relance.store.JournalStore;
import io.relance.store.Payloads;
import io.relance.store.ReturnStore;
import io.relance.store.ReturnStore.Outside;
import io.relance.store.ReturnStore.Person;
import io.relance.store.ReturnStore.Place;
import io.relance.store.ReturnStore.Sent;
import io.relance.store.UncertainStore;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a mail that came back does: src/docs/decisions/0008-what-comes-back.md, line by line. */
public final class Returning {
  private static final String ACTOR = "replies";
  private static final String CAME = "mail came back";
  private static final int LETTERS_KEPT_YEARS = 10;
  private static final int REPORTS_KEPT_YEARS = 1;

  private final Database database;
  private final ReturnStore returns;
  private final DeliveryStore deliveries;
  private final UncertainStore acts;
  private final HoldStore holds;
  private final JournalStore journal;
  private final AlertStore alerts;
  private final WriteBack writeBack;
  private final Clock clock;

  /**
   * @param stores what all of sending shares
   * @param writeBack tells the ERP of an uncertain message that turns out to have left
   */
  public Returning(Receipts.Stores stores, HoldStore holds, WriteBack writeBack) {
    this.database = stores.database();
    this.clock = stores.clock();
    this.returns = new ReturnStore(database, clock);
    this.deliveries = new DeliveryStore(database, clock);
    this.acts = new UncertainStore(database, clock);
    this.journal = stores.journal();
    this.alerts = stores.alerts();
    this.holds = holds;
    this.writeBack = writeBack;
  }

  /** One mail and what it says of whom. */
  private final class Case {
    final Returned mail;
    final @Nullable Sent act;
    final List<Person> people;
    final List<Entry> entries = new ArrayList<>();
    final List<String> failed;

    Case(Returned mail) {
      this.mail = mail;
      this.act = returns.sent(mail.answers()).orElse(null);
      this.people = act == null ? returns.people(named()) : List.of();
      this.failed = act == null ? List.of() : failed(mail, act.to());
    }

    private Set<String> named() {
      Set<String> named = new HashSet<>(Set.of(mail.sender()));
      mail.fates().forEach(fate -> named.add(fate.address()));
      named.remove("");
      return named;
    }

    boolean known() {
      return act != null || !people.isEmpty();
    }

    /** Is it one real debtor's, in however many books he stands? */
    boolean oneDebtors() {
      List<@Nullable Long> parties = people.stream().map(Person::party).distinct().toList();
      return people.size() == 1 || parties.size() == 1 && parties.get(0) != null;
    }

    /** The accounts that it concerns, each with its company. */
    Map<Long, Long> accounts() {
      Map<Long, Long> accounts = new LinkedHashMap<>();
      if (act != null) {
        accounts.put(act.account(), act.company());
      } else if (oneDebtors()) {
        people.forEach(one -> one.accounts().forEach(id -> accounts.put(id, one.company())));
      }
      return accounts;
    }

    void note(String kind, long company, long account, Map<String, String> detail) {
      Long id = act == null ? null : act.id();
      entries.add(
          new Entry(clock.instant(), kind, ACTOR, company, account, id, detail, null, null));
    }
  }

  /**
   * Takes a mail, in one commit with all that it does.
   *
   * @return false when it must be taken later: its message is being sent this very moment
   */
  public boolean take(Place place, Returned mail, byte[] bytes) {
    boolean own = !mail.sender().isEmpty() && returns.own(mail.sender());
    return database.inTransaction(
        () -> {
          Case one = new Case(mail);
          if (one.act != null && Set.of("claimed", "sending").contains(one.act.state())) {
            return false;
          }
          boolean known = one.known() || own;
          Optional<Long> id = returns.take(place, outside(mail), !known);
          id.filter(taken -> !own).ifPresent(taken -> apply(taken, one, bytes));
          return true;
        });
  }

  /**
   * Leaves a mail that cannot be taken where it is, for a person to read; it is not tried again.
   */
  void leave(Place place, String print) {
    database.inTransaction(
        () -> {
          returns.take(place, new Outside(print, Kind.UNREADABLE.text(), "", "", ""), true);
          alerts.raise(
              "replies",
              "mail " + place.uid(),
              "mail %d of %s cannot be taken and stays unread: read it there; the reason is in the hub's log"
                  .formatted(place.uid(), place.mailbox()));
        });
  }

  private static Outside outside(Returned mail) {
    return new Outside(
        mail.print(), mail.kind().text(), mail.sender(), mail.subject(), mail.cause());
  }

  private void apply(long id, Case one, byte[] bytes) {
    Long payload = one.known() ? returns.keep(bytes, retain(one.mail.kind())) : null;
    returns.concerns(
        id,
        one.act == null ? null : one.act.id(),
        List.copyOf(one.accounts().keySet()),
        one.failed,
        payload);
    came(one, payload, bytes);
    if (one.act != null) {
      answers(one, one.act);
    } else if (one.oneDebtors()) {
      one.people.forEach(person -> namesNoMessage(one, person));
    } else if (!one.people.isEmpty()) {
      severalDebtors(one);
    } else if (one.mail.kind() == Kind.REPLY) {
      alerts.raise(
          "replies",
          "strangers",
          "%s wrote \"%s\", and is no debtor's contact: such mails stay unread in the mailbox, look there"
              .formatted(one.mail.sender(), one.mail.subject()));
    }
    journal.append(one.entries);
  }

  private LocalDate retain(Kind kind) {
    boolean letter = kind == Kind.REPLY || kind == Kind.COMPLAINT;
    return LocalDate.now(clock.withZone(ZoneOffset.UTC))
        .plusYears(letter ? LETTERS_KEPT_YEARS : REPORTS_KEPT_YEARS);
  }

  /** That it came stands in the journal of everybody whom it concerns, with its bytes. */
  private void came(Case one, @Nullable Long payload, byte[] bytes) {
    Map<String, String> detail = new LinkedHashMap<>();
    detail.put("kind", one.mail.kind().text());
    detail.put("from", one.mail.sender());
    detail.put("subject", one.mail.subject());
    detail.put("cause", one.mail.cause());
    detail.put("attachments", String.join("; ", one.mail.attachments()));
    detail.values().removeIf(String::isEmpty);
    byte[] sha = payload == null ? null : Payloads.sha256(bytes);
    Long act = one.act == null ? null : one.act.id();
    Map<Long, Long> accounts = one.accounts();
    Instant now = clock.instant();
    accounts.forEach(
        (account, company) ->
            one.entries.add(
                new Entry(now, CAME, ACTOR, company, account, act, detail, payload, sha)));
    if (accounts.isEmpty()) {
      one.entries.add(new Entry(now, CAME, ACTOR, null, null, act, detail, payload, sha));
    }
  }

  private void answers(Case one, Sent act) {
    Kind kind = one.mail.kind();
    if (act.redirected()) {
      return; // a rehearsal: the debtor heard nothing
    }
    if (act.state().equals("uncertain") && !kind.failed()) {
      arrived(one, act);
    }
    switch (kind) {
      case HARD, SOFT, POLICY -> failed(one, act);
      case DELIVERED, READ -> delivered(one, act);
      case CHALLENGE ->
          alerts.raise(
              "act",
              subject(act),
              "the filter of %s asks for a person's click before act %d is let through: open the mail \"%s\" in the mailbox"
                  .formatted(act.debtor(), act.id(), one.mail.subject()));
      case REPLY, COMPLAINT -> waits(one, List.of(act.account()), act.who(), act.debtor());
      case DELAYED, AUTOMATIC, UNREADABLE -> {}
    }
  }

  /** Nobody knew whether it left: it is answered, so it did. */
  private void arrived(Case one, Sent act) {
    acts.lock(act.id())
        .ifPresent(
            found -> {
              acts.arrived(found, "it was answered: " + one.mail.kind().text());
              writeBack.afterSent(List.of(act.id()));
              alerts.clear("act", subject(act));
              one.note(
                  "act sent",
                  act.company(),
                  act.account(),
                  Map.of("proof", one.mail.kind().text()));
            });
  }

  private void delivered(Case one, Sent act) {
    if (deliveries.delivered(act.id())) {
      one.note(
          "act delivered", act.company(), act.account(), Map.of("proof", one.mail.kind().text()));
    }
  }

  /** A person wrote: what goes on is a person's to say. */
  private void waits(Case one, List<Long> accounts, String who, String name) {
    String note = one.mail.kind() == Kind.COMPLAINT ? "reported as spam" : one.mail.subject();
    holds.put(accounts, Why.REPLY, null, note, one.mail.sender());
    alerts.raise(HoldStore.ALERT, who, waits(name, note, who));
  }

  /** What a person is told of an answer that waits. */
  static String waits(String name, String note, String who) {
    return "%s answered: \"%s\"; read it in the mailbox, then: relance answered %s"
        .formatted(name, note, who);
  }

  /** The addresses of ours that it says failed; a report on a single one means that one. */
  private static List<String> failed(Returned mail, List<String> to) {
    List<Fate> fates = mail.fates().stream().filter(fate -> fate.kind().failed()).toList();
    if (fates.isEmpty()) {
      return List.of();
    }
    List<String> named =
        to.stream().filter(a -> fates.stream().anyMatch(f -> f.address().equals(a))).toList();
    return named.isEmpty() && to.size() == 1 ? to : named;
  }

  private void failed(Case one, Sent act) {
    one.failed.stream().filter(address -> hard(one, address)).forEach(a -> block(one, act, a));
    boolean all = new HashSet<>(returns.failed(act.id())).containsAll(act.to());
    if (!all) {
      return; // somebody else of theirs has it
    }
    if (!Set.of("sent", "delivered", "uncertain").contains(act.state())) {
      return; // it was said before
    }
    boolean late = returns.late(act.id());
    deliveries.bounced(act.id(), "bounced: " + one.mail.cause());
    alerts.clear("act", subject(act));
    one.note(
        "act bounced",
        act.company(),
        act.account(),
        Map.of("to", String.join(", ", one.failed), "cause", one.mail.cause()));
    if (one.mail.kind() != Kind.HARD) {
      alerts.raise("act", subject(act), notTheAddress(one, act));
    } else {
      acts.forgetContact(act.id());
    }
    if (late) {
      holds.put(List.of(act.account()), Why.BOUNCE, null, String.join(", ", one.failed), ACTOR);
    }
  }

  private static boolean hard(Case one, String address) {
    List<Fate> fates = one.mail.fates();
    boolean named = fates.stream().anyMatch(fate -> fate.address().equals(address));
    return fates.stream()
        .anyMatch(f -> f.kind() == Kind.HARD && (!named || f.address().equals(address)));
  }

  private void block(Case one, Sent act, String address) {
    String cause = "bounced: " + one.mail.cause();
    deliveries.block(address, cause);
    alerts.raise(
        "address",
        address,
        "%s; correct the contact of %s in the ERP, or, if it is right: relance unblock %s"
            .formatted(cause, act.debtor(), address));
  }

  private static String notTheAddress(Case one, Sent act) {
    return "bounced to %s of %s: %s; its level does not count, and is said again when its wait is over%s"
        .formatted(
            String.join(", ", one.failed),
            act.debtor(),
            one.mail.cause(),
            one.mail.kind() == Kind.POLICY
                ? "; we were refused, not the address: ask who runs the mail relay"
                : "");
  }

  /** Anybody can write so; what would cost something needs the Message-ID of ours. */
  private void namesNoMessage(Case one, Person person) {
    Kind kind = one.mail.kind();
    if (kind == Kind.REPLY) {
      waits(one, person.accounts(), person.who(), person.name());
    } else if (kind == Kind.HARD) {
      String address = named(one);
      alerts.raise(
          "address",
          address,
          "a mail that names no message of ours says that %s of %s bounced: %s; nothing was changed, look at it and correct the contact in the ERP"
              .formatted(address, person.name(), one.mail.cause()));
    }
  }

  private static String named(Case one) {
    return one.mail.fates().stream()
        .map(Fate::address)
        .filter(address -> !address.isEmpty())
        .findFirst()
        .orElse(one.mail.sender());
  }

  private void severalDebtors(Case one) {
    if (one.mail.kind() == Kind.REPLY) {
      alerts.raise(
          HoldStore.ALERT,
          one.mail.sender(),
          "%s wrote \"%s\" and is a contact of several debtors: read it in the mailbox, then hold the one it is about: relance hold KEY; one of %s"
              .formatted(
                  one.mail.sender(),
                  one.mail.subject(),
                  String.join(", ", one.people.stream().map(Person::who).toList())));
    }
  }

  private static String subject(Sent act) {
    return "act " + act.id();
  }
}
