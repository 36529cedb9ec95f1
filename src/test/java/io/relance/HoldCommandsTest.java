package io.relance;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.command.Desk;
import io.relance.flow.Dunning;
import io.relance.flow.Limits;
import io.relance.policy.Hold.Why;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.HoldStore;
import io.relance.store.JournalStore;
import io.relance.store.OutwardStore;
import io.relance.store.OutwardStore.Mode;
import io.relance.support.Feeding;
import io.relance.support.Ladders;
import io.relance.support.TestDatabase;
import io.relance.support.TestHome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** hold, unhold, answered, unblock: two debtors owe an invoice each, nobody was reminded yet. */
class HoldCommandsTest {
  @TempDir Path root;
  private final String url = TestDatabase.freshUrl();
  private final Database database = Database.open(url, "postgres", "postgres", 4);
  private final Feeding feeding = new Feeding(database, "1");
  private StringWriter said;
  private int exit;

  @BeforeEach
  void twoDebtors() {
    TestHome.in(root)
        .settings("relance.db.url=" + url, "relance.db.user=postgres", "relance.db.pool=4");
    feeding
        .item("I1", "D1", "EUR", "100", "2026-11-18")
        .item("I2", "D2", "EUR", "100", "2026-11-18")
        .pull();
    new OutwardStore(database, new JournalStore(database), clock(Feeding.NOON))
        .set(feeding.company(), new OutwardStore.Outward(Mode.ON, null), "claire");
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static Clock clock(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }

  private void run(Instant now) {
    var limits = new Limits(Duration.ofHours(9999), 3, 50, 50);
    var journal = new JournalStore(database);
    new Dunning(
            database,
            () -> Ladders.at(3, 10, 30),
            new AlertStore(database, clock(now)),
            journal,
            limits,
            clock(now))
        .run(feeding.company(), LocalDate.ofInstant(now, ZoneOffset.UTC), "schedule");
  }

  private String relance(String... arguments) {
    said = new StringWriter();
    var out = new PrintWriter(said, true);
    var desk = new Desk(clock(Feeding.NOON), Map.of("USER", "claire"), out, root);
    exit = Relance.line(desk).setErr(out).execute(arguments);
    return said.toString();
  }

  private HoldStore holds() {
    Clock clock = clock(Feeding.NOON);
    return new HoldStore(
        database, new JournalStore(database), new AlertStore(database, clock), clock);
  }

  private List<String> list(String sql) {
    return database.jdbc().sql(sql).query(String.class).list();
  }

  private List<String> reminded() {
    return list(
        "select d.key || ' ' || act.business_day from act join account a on a.id = act.account_id"
            + " join debtor d on d.id = a.debtor_id where act.state <> 'cancelled' order by act.id");
  }

  @Test
  void whoeverIsHeldHearsNothingUntilTheDayAfter() {
    assertThat(relance("hold", "D1", "--until", "2026-11-24", "--reason", "plan of 3 payments"))
        .contains(
            "Débiteur 1 (acme/1/D1), EUR is held up to and including 2026-11-24 (person: plan of 3 payments).");
    assertThat(exit).isZero();
    run(Feeding.NOON);
    assertThat(reminded()).containsExactly("D2 2026-11-21");
    assertThat(relance("explain", "D1"))
        .contains("held by a person up to and including 2026-11-24: plan of 3 payments");
    assertThat(relance("explain", "D1", "--language", "fr"))
        .contains("retenu par une personne jusqu'au 2026-11-24 inclus");

    run(Feeding.NOON.plus(Duration.ofDays(3)));
    assertThat(reminded()).hasSize(1);
    run(Feeding.NOON.plus(Duration.ofDays(4)));
    assertThat(reminded()).contains("D1 2026-11-25");
    assertThat(list("select actor || ' ' || detail from journal where kind = 'account held'"))
        .singleElement()
        .asString()
        .startsWith("claire ")
        .contains("plan of 3 payments");
    assertThat(new JournalStore(database).verify()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void whateverHoldsADebtorIsToldAndEndsByItself(Why why) {
    long account = Long.parseLong(list("select min(id) from account").get(0));
    LocalDate until = LocalDate.parse("2026-11-24");
    holds().put(List.of(account), why, until, "two\nlines", "somebody");
    run(Feeding.NOON);
    assertThat(reminded()).as("the other one hears of it").containsExactly("D2 2026-11-21");
    assertThat(relance("explain", "D1")).contains("held").contains("two lines");
    run(Feeding.NOON.plus(Duration.ofDays(4)));
    assertThat(reminded()).contains("D1 2026-11-25");
  }

  @Test
  void whatWasPlannedFallsWhenItsDebtorIsHeldAndUnholdingFreesIt() {
    relance("hold", "acme/1/D1", "--reason", "call first");
    assertThat(said.toString()).contains("is held until somebody ends it");
    run(Feeding.NOON);
    assertThat(reminded()).containsExactly("D2 2026-11-21");
    assertThat(relance("unhold", "INV-I1", "--reason", "called"))
        .contains("Débiteur 1 (acme/1/D1), EUR is decided again at the next run.");
    run(Feeding.NOON.plus(Duration.ofDays(1)));
    assertThat(reminded()).containsExactly("D2 2026-11-21", "D1 2026-11-22");
  }

  @Test
  void anAnswerWaitsForAPersonAndMayBecomeAHold() {
    long account = Long.parseLong(list("select min(id) from account").get(0));
    holds().put(List.of(account), Why.REPLY, null, "RE: INV-I1", "d1@example.com");
    run(Feeding.NOON);
    assertThat(reminded()).containsExactly("D2 2026-11-21");
    assertThat(relance("explain", "D1"))
        .contains("held: answered on 2026-11-21 (\"RE: INV-I1\"), a person must answer");

    assertThat(relance("answered", "D1", "--note", "pays on Friday", "--hold-until", "2026-11-27"))
        .contains("is held up to and including 2026-11-27");
    run(Feeding.NOON.plus(Duration.ofDays(6)));
    assertThat(reminded()).hasSize(1);
    run(Feeding.NOON.plus(Duration.ofDays(7)));
    assertThat(reminded()).contains("D1 2026-11-28");
    assertThat(relance("answered", "D1")).contains("no answer of 'D1' waits");
    assertThat(exit).isEqualTo(1);
  }

  @Test
  void anAnswerShortensNoHoldOfAPerson() {
    long account = Long.parseLong(list("select min(id) from account").get(0));
    relance("hold", "D1", "--reason", "call first");
    holds().put(List.of(account), Why.REPLY, null, "RE: INV-I1", "d1@example.com");
    assertThat(relance("answered", "D1", "--note", "pays on Friday", "--hold-until", "2026-11-27"))
        .contains(
            "EUR stays held until somebody ends it (person: call first); relance unhold acme/1/D1 ends it.");
    assertThat(exit).isZero();
    run(Feeding.NOON.plus(Duration.ofDays(7)));
    assertThat(reminded()).as("the other one hears of it").containsExactly("D2 2026-11-28");

    relance("hold", "D1", "--until", "2026-12-31", "--reason", "plan of 3 payments");
    holds().put(List.of(account), Why.REPLY, null, "RE: RE:", "d1@example.com");
    assertThat(relance("answered", "D1", "--hold-until", "2026-12-30"))
        .contains("stays held up to and including 2026-12-31 (person: plan of 3 payments)");
    holds().put(List.of(account), Why.REPLY, null, "RE: RE: RE:", "d1@example.com");
    assertThat(relance("answered", "D1"))
        .contains("stays held up to and including 2026-12-31")
        .doesNotContain("decided again");
    holds().put(List.of(account), Why.REPLY, null, "pays later", "d1@example.com");
    assertThat(relance("answered", "D1", "--note", "later", "--hold-until", "2027-01-15"))
        .contains("EUR is held up to and including 2027-01-15 (person: later).");
  }

  @Test
  void aPromiseShortensNoHoldOfAPerson() {
    long account = Long.parseLong(list("select min(id) from account").get(0));
    relance("hold", "D1", "--reason", "call first");
    holds()
        .put(
            List.of(account), Why.PROMISE, LocalDate.parse("2026-11-23"), "pays on Monday", "task");
    run(Feeding.NOON.plus(Duration.ofDays(7)));
    assertThat(reminded()).containsExactly("D2 2026-11-28");
  }

  @Test
  void aBlockedAddressIsWrittenToAgain() {
    list(
        "insert into address_block (email, cause, at) values ('d1@example.com', 'bounced: 5.1.1', now()) returning email");
    run(Feeding.NOON);
    assertThat(reminded()).containsExactly("D2 2026-11-21");
    assertThat(relance("unblock", "D1@example.com"))
        .contains("D1@example.com is written to again. It was blocked: bounced: 5.1.1");
    run(Feeding.NOON.plus(Duration.ofDays(1)));
    assertThat(reminded()).contains("D1 2026-11-22");
    assertThat(relance("unblock", "d1@example.com")).contains("d1@example.com is not blocked");
    assertThat(exit).isEqualTo(1);
  }

  @Test
  void whoeverHasTheAddressOrNumberIsDecidedAgainAndNobodyElse() {
    list(
        """
        insert into address_block (email, cause, at)
        values ('d1@example.com', 'bounced', now()), ('+33612345678', 'no such number', now()) returning email
        """);
    list(
        "update contact set email = 'info@example.com; D1@example.com' where email like 'd1%' returning key");
    list(
        "update contact set email = 'bd1@example.com', mobile = '06 12 34 56 78' where email like 'd2%' returning key");
    list(
        """
        insert into unreachable (account_id, reaches, role, rule, most, print, at)
        select id, 'email', 'billing', '', 1, contact_print(debtor_id, 1), now() from account returning reaches
        """);
    list("update account_state set review_on = '9999-12-31' returning marker");

    relance("unblock", "d1@example.com");
    assertThat(waiting()).containsExactly("D1");
    assertThat(
            list(
                "select key from unreachable join account a on a.id = account_id join debtor d on d.id = debtor_id"))
        .containsExactly("D2");
    relance("unblock", "+33612345678");
    assertThat(waiting()).containsExactly("D1", "D2");
    assertThat(list("select reaches from unreachable")).isEmpty();
  }

  private List<String> waiting() {
    return list(
        "select d.key from account_state s join account a on a.id = s.account_id join debtor d on d.id = a.debtor_id"
            + " where review_on = '-infinity' order by 1");
  }

  @Test
  void whatMeansNothingOrSeveralIsRefused() {
    assertThat(relance("hold", "nobody", "--reason", "x")).contains("nothing is known by 'nobody'");
    assertThat(exit).isEqualTo(1);
    assertThat(relance("unhold", "D1")).contains("'D1' is not held by the hub");
    assertThat(relance("hold", "D1")).contains("Missing required option: '--reason=TEXT'");
    assertThat(relance("hold", "D1", "--reason", "x", "--until", "2025-12-01"))
        .contains("2025-12-01 is over: give a day to come");
    assertThat(exit).isEqualTo(1);
    list("update item set number = 'SAME' returning number");
    assertThat(relance("hold", "SAME", "--reason", "x"))
        .contains("'SAME' means several debtors: name one of acme/1/D1, acme/1/D2");
    assertThat(list("select account_id::text from account_hold")).isEmpty();
  }

  @Test
  void whatAPersonMustSeeIsListed() {
    assertThat(relance("alerts")).contains("no alert stands");
    AlertStore alerts = new AlertStore(database, clock(Feeding.NOON));
    alerts.raise("reply", "feed/1/D1", "D1 answered: \"50 % off?\"; then: relance answered D1");
    alerts.raise("relay", "email", "connection refused");
    alerts.raise("relay", "email", "connection refused");
    alerts.raise("address", "gone@example.com", "bounced");
    alerts.clear("address", "gone@example.com");

    assertThat(relance("alerts"))
        .contains(
            "reply feed/1/D1, since 2026-11-21 11:00 UTC",
            "\"50 % off?\"; then: relance answered D1")
        .contains("relay email, since 2026-11-21 11:00 UTC, 2 times")
        .doesNotContain("gone@");
    assertThat(exit).isZero();
    assertThat(relance("alerts", "--json")).contains("\"kind\"", "\"times\"");
  }
}
