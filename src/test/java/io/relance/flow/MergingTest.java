package io.relance.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.ledger.Creditor;
import io.relance.store.AlertStore;
import io.relance.store.Database;
import io.relance.store.JournalStore;
import io.relance.support.Feeding;
import io.relance.support.TestDatabase;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Companies acme/1, acme/2 and acme/3; D1 of each is the same by its SIREN. */
class MergingTest {
  private static final String SIREN = "\"siren\":\"732829320\"";

  private final Database database = TestDatabase.fresh();
  private final Clock clock = Clock.fixed(Feeding.NOON, ZoneOffset.UTC);
  private final JournalStore journal = new JournalStore(database);
  private final Merging merging = merging("acme/2", "acme/1");

  private Merging merging(String... companies) {
    return new Merging(
        database,
        journal,
        new AlertStore(database, clock),
        clock,
        List.of(new Creditor("acme", List.of(companies))));
  }

  @BeforeEach
  void fill() {
    for (String company : List.of("1", "2", "3")) {
      new Feeding(database, company)
          .debtor("D1", SIREN)
          .item("i1", "D1", "EUR", "10", "2026-11-01")
          .item("i2", "D2", "EUR", "10", "2026-11-01")
          .pull();
    }
    database.jdbc().sql("update account_state set review_on = '2026-12-01'").update();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void theFirstCompanyOfTheSettingLeads() {
    merging.matchAll();
    assertThat(leads()).containsExactly("1/D1 -> 2", "2/D1 -> 2");
    assertThat(again()).containsExactly("1/D1", "2/D1");
    assertThat(journaled()).containsExactly("debtor linked hub", "debtor linked hub");
  }

  @Test
  void twiceTheSameChangesNothing() {
    merging.matchAll();
    database.jdbc().sql("update account_state set review_on = '2026-12-01'").update();
    merging.matchAll();
    assertThat(again()).isEmpty();
    assertThat(journaled()).hasSize(2);
  }

  @Test
  void withoutTheSettingNobodyIsMerged() {
    merging.matchAll();
    merging().matchAll();
    assertThat(leads()).isEmpty();
    assertThat(again()).containsExactly("1/D1", "2/D1");
    assertThat(journaled()).endsWith("debtor unlinked hub", "debtor unlinked hub");
  }

  @Test
  void oneCurrencyNeverSpeaksForAnother() {
    new Feeding(database, "1")
        .later(java.time.Duration.ofHours(25))
        .debtor("D1", SIREN)
        .item("i3", "D1", "USD", "10", "2026-11-01")
        .pull();
    merging.matchAll();
    assertThat(leads()).containsExactly("1/D1 -> 2", "2/D1 -> 2");
  }

  @Test
  void aPersonTakesThemApartForGood() {
    merging.matchAll();
    merging.unlink("acme/1/D1", "claire", "another establishment");
    merging.matchAll();
    assertThat(leads()).isEmpty();
    assertThat(merging.list().get(0).apart()).containsExactly("acme/1/D1");
    assertThatThrownBy(() -> merging.unlink("acme/1/D1", "claire", ""))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("acme/1/D1 is linked with nobody");

    merging.link("acme/1/D1", "acme/2/D1", "claire", "asked them");
    assertThat(leads()).hasSize(2);
    assertThat(merging.list().get(0).merged().get(0))
        .extracting(Parties.Member::debtor, Parties.Member::how, Parties.Member::by)
        .contains(org.assertj.core.groups.Tuple.tuple("acme/1/D1", "person", "claire"));
    assertThat(journaled()).contains("debtor declared apart claire", "debtors declared one claire");
  }

  @Test
  void oneNameIsShownAndNoMore() {
    merging.matchAll();
    assertThat(merging.list().get(0).candidates())
        .filteredOn(one -> one.debtors().contains("acme/1/D2"))
        .containsExactly(
            new Parties.Candidate(
                List.of("acme/1/D2", "acme/2/D2"),
                List.of("Débiteur 2", "Débiteur 2"),
                "the same name, which proves nothing"));
    assertThat(leads()).hasSize(2);
  }

  @Test
  void onlyDebtorsOfOneCreditorAreLinked() {
    assertThatThrownBy(() -> merging.link("acme/1/D2", "acme/3/D2", "claire", ""))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessage("no debtor acme/3/D2; a debtor is SOURCE/KEY/DEBTOR, of acme/2, acme/1");
    var two =
        new Merging(
            database,
            journal,
            new AlertStore(database, clock),
            clock,
            List.of(
                new Creditor("a", List.of("acme/1", "acme/2")),
                new Creditor("b", List.of("acme/3", "acme/4"))));
    assertThatThrownBy(() -> two.link("acme/1/D2", "acme/3/D2", "claire", ""))
        .hasMessageContaining("acme/1 and acme/3 do not speak as one creditor");
  }

  private List<String> leads() {
    return list(
        """
        select c.key || '/' || d.key || ' -> ' || l.company_id
          from account_state s join account a on a.id = s.account_id join debtor d on d.id = a.debtor_id
          join company c on c.id = a.company_id join account l on l.id = s.lead_id order by 1""");
  }

  private List<String> again() {
    return list(
        """
        select c.key || '/' || d.key from account_state s join account a on a.id = s.account_id
          join debtor d on d.id = a.debtor_id join company c on c.id = a.company_id
         where review_on = '-infinity' order by 1""");
  }

  private List<String> journaled() {
    return list("select kind || ' ' || actor from journal order by seq");
  }

  private List<String> list(String sql) {
    return database.jdbc().sql(sql).query(String.class).list();
  }
}
