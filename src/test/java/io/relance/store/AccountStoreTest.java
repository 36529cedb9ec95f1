package io.relance.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.outbox.PhoneNumber;
import io.relance.policy.Account;
import io.relance.policy.Calendar;
import io.relance.policy.Item;
import io.relance.policy.Reach;
import io.relance.support.Feeding;
import io.relance.support.TestDatabase;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountStoreTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-21");
  private final Database database = TestDatabase.fresh();
  private final Feeding acme = new Feeding(database, "1");
  private final AccountStore accounts = new AccountStore(database);

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anAccountComesWithItsOpenItems() {
    acme.item("1", "D1", "EUR", "10.50", "2026-11-01")
        .item("2", "D1", "EUR", "-3", "2026-11-02")
        .item("3", "D1", "EUR", "0", "2026-11-02")
        .item("4", "D1", "USD", "7", "2026-11-03")
        .pull();
    List<Account> found = accounts.read(ids(), List.of());
    assertThat(found).hasSize(2);
    Account euro = found.stream().filter(a -> a.currency().equals("EUR")).findFirst().orElseThrow();
    assertThat(euro.company()).isEqualTo("acme/1");
    assertThat(euro.tags()).containsExactlyInAnyOrder("a", "b \"c\"");
    assertThat(euro.reach().email()).isEqualTo(Reach.Who.ANYBODY);
    assertThat(euro.items())
        .extracting(Item::open)
        .map(Object::toString)
        .containsExactly("10.500", "-3.000");
  }

  @Test
  void itemsComeByIdWhereverTheyLieInTheTable() {
    acme.item("1", "D1", "EUR", "10", "2026-11-01")
        .item("2", "D1", "EUR", "20", "2026-11-01")
        .pull();
    execute("update item set number = 'moves the row' where id = (select min(id) from item)");
    assertThat(accounts.read(ids(), List.of()).get(0).items())
        .extracting(Item::id)
        .isSorted()
        .hasSize(2);
  }

  @Test
  void nobodyIsReachableAtABlockedOrEmptyAddress() {
    acme.item("1", "D1", "EUR", "1", "2026-11-01")
        .item("2", "D2", "EUR", "1", "2026-11-01")
        .item("3", "D3", "EUR", "1", "2026-11-01")
        .pull();
    execute("insert into address_block values ('d1@example.com', 'bounced', now())");
    execute("update contact set no_mail = true where key = 'C2'");
    assertThat(accounts.read(ids(), List.of()))
        .extracting(a -> a.reach().email())
        .containsExactlyInAnyOrder(Reach.Who.NOBODY, Reach.Who.NOBODY, Reach.Who.ANYBODY);
    execute("update contact set role = 'executive'");
    assertThat(accounts.read(ids(), List.of()))
        .extracting(a -> a.reach().email())
        .containsExactlyInAnyOrder(Reach.Who.NOBODY, Reach.Who.NOBODY, Reach.Who.EXECUTIVE);
  }

  @ParameterizedTest
  @CsvSource({
    "06 12 34 56 78, FR, true",
    "+33 (0)6 12 34 56 78, FR, true",
    "0033.7.56.78.90.12, FR, true",
    "33612345678, FR, true",
    "01 99 00 01 02 / 06 12 34 56 78, FR, true",
    "01 99 00 01 02 - 06 12 34 56 78, FR, true",
    "+32 470 12 34 56, FR, true",
    "0470 12 34 56, BE, true",
    "01 99 00 01 02, FR, false",
    "+33 1 99 00 06 07, FR, false",
    "03 80 99 07 06, FR, false",
    "à demander, BE, false",
  })
  void anSmsIsPlannedWhereANumberMayBeAMobile(String number, String country, boolean mobile) {
    acme.item("1", "D1", "EUR", "10", "2026-11-01").pull();
    execute("update contact set phone = '" + number + "'");
    execute("update debtor set country = '" + country + "'");
    assertThat(accounts.read(ids(), List.of()).get(0).reach().mobile())
        .isEqualTo(mobile ? Reach.Who.ANYBODY : Reach.Who.NOBODY);
    if (!PhoneNumber.in(number, country).good().isEmpty()) {
      assertThat(mobile).as("whom an SMS reaches it is planned for").isTrue();
    }
  }

  @Test
  void theLastTwelveDaysOfContactComeNewestFirst() {
    acme.item("1", "D1", "EUR", "10", "2026-11-01").pull();
    assertThat(accounts.read(ids(), List.of()).get(0).contacted()).isEmpty();
    for (int day : List.of(1, 3, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 12)) {
      execute(
          "update account_state set contacted = with_contact(contacted, '2026-11-01'::date + "
              + day
              + ")");
    }
    assertThat(accounts.read(ids(), List.of()).get(0).contacted())
        .hasSize(Calendar.Most.KNOWN)
        .isSortedAccordingTo(Comparator.reverseOrder())
        .startsWith(LocalDate.parse("2026-11-14"))
        .endsWith(LocalDate.parse("2026-11-03"));
  }

  @Test
  void anItemSaysWhenItWasIssued() {
    acme.item("1", "D1", "EUR", "10", "2026-11-01").pull();
    execute("update item set issued = '2026-10-02'");
    assertThat(accounts.read(ids(), List.of()).get(0).items())
        .extracting(Item::issued)
        .containsExactly(LocalDate.parse("2026-10-02"));
  }

  @Test
  void onlyAccountsThatAreDueAreReviewed() {
    acme.item("1", "D1", "EUR", "1", "2026-11-01").item("2", "D2", "EUR", "1", "2026-11-01").pull();
    List<Long> all = ids();
    assertThat(review()).isEqualTo(all);
    execute("update account_state set review_on = '2026-11-22' where account_id = " + all.get(0));
    assertThat(review()).containsExactly(all.get(1));
  }

  private List<Long> review() {
    List<Long> seen = new ArrayList<>();
    accounts.toReview(acme.company(), TODAY, known -> seen.add(known.account().id()));
    return seen;
  }

  private List<Long> ids() {
    return database.jdbc().sql("select id from account order by id").query(Long.class).list();
  }

  private void execute(String sql) {
    database.jdbc().sql(sql).update();
  }
}
