package io.relance.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.outbox.Act;
import io.relance.outbox.Sharing;
import io.relance.policy.Reach;
import io.relance.policy.Reaches;
import io.relance.support.Feeding;
import io.relance.support.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnreachableStoreTest {
  private static final Sharing THREE = Sharing.of(3, "");
  private final Database database = TestDatabase.fresh();
  private final Feeding acme = new Feeding(database, "1");
  private long account;

  @BeforeEach
  void oneWhoCannotBeWrittenTo() {
    acme.item("1", "D1", "EUR", "10", "2026-11-01").pull();
    account = database.jdbc().sql("select id from account").query(Long.class).single();
    at(Feeding.NOON).put(List.of(act("billing")), act -> Reaches.EMAIL, THREE);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private UnreachableStore at(Instant now) {
    return new UnreachableStore(database, Clock.fixed(now, ZoneOffset.UTC));
  }

  private List<Long> lookAgain() {
    return at(Feeding.NOON.plus(Duration.ofDays(6))).lookAgain(acme.company());
  }

  private Act act(String role) {
    return new Act(
        1,
        acme.company(),
        account,
        "p",
        "v",
        1,
        "email",
        "overdue",
        role,
        "t",
        0,
        LocalDate.parse("2026-11-21"),
        false,
        false,
        0,
        false,
        Set.of(),
        Set.of(),
        ZoneOffset.UTC,
        false);
  }

  private Reach.Who reach() {
    return new AccountStore(database).read(List.of(account), List.of()).get(0).reach().email();
  }

  private void execute(String sql) {
    database.jdbc().sql(sql).update();
  }

  @Test
  void heIsHeldUntilHisContactChanges() {
    execute("update account_state set review_on = '2027-01-01'");
    assertThat(lookAgain()).isEmpty();
    assertThat(reach()).isEqualTo(Reach.Who.NOBODY);

    execute("update contact set email = 'other@x.fr' where key = 'C1'");

    assertThat(lookAgain()).containsExactly(account);
    assertThat(reach()).isEqualTo(Reach.Who.ANYBODY);
    assertThat(
            database
                .jdbc()
                .sql("select count(*) from account_state where review_on = '-infinity'")
                .query(Long.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void orUntilFewEnoughShareHisAddress() {
    execute("update contact set email = 'd1@example.com'");
    at(Feeding.NOON).put(List.of(act("billing")), act -> Reaches.EMAIL, THREE);
    execute("update contact set email = 'x@x.fr' where key = 'C2'");
    assertThat(lookAgain()).as("eight still share it").isEmpty();
    execute("update contact set email = 'x@x.fr' where key not in ('C1', 'C3', 'C4')");
    assertThat(lookAgain()).containsExactly(account);
  }

  @Test
  void orUntilTheRuleChangesOrAWeekHasPassed() {
    assertThat(at(Feeding.NOON).follow(THREE)).isEmpty();
    assertThat(at(Feeding.NOON).follow(Sharing.of(3, "d1@example.com"))).containsExactly(account);

    at(Feeding.NOON).put(List.of(act("billing")), act -> Reaches.EMAIL, THREE);
    assertThat(at(Feeding.NOON.plus(Duration.ofDays(8))).lookAgain(acme.company()))
        .containsExactly(account);
  }

  @Test
  void theExecutiveCanStillBeWrittenToUnlessItWasHeWhoCouldNot() {
    execute(
        "insert into contact select debtor_id, 'E', 'executive', 'Boss', 'boss@x.fr' from contact where key = 'C1'");
    assertThat(reach()).isEqualTo(Reach.Who.EXECUTIVE);
    at(Feeding.NOON).put(List.of(act("executive")), act -> Reaches.EMAIL, THREE);
    assertThat(reach()).isEqualTo(Reach.Who.NOBODY);
  }
}
