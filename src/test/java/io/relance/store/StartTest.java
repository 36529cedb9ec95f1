package io.relance.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.support.Feeding;
import io.relance.support.TestDatabase;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the ERP's own reminders had reached counts once: when an item is first seen. */
class StartTest {
  private static final String SECOND = "\"nativeLevel\":2,\"nativeOn\":\"2026-10-20\"";

  private final Database database = TestDatabase.fresh();
  private final Feeding acme = new Feeding(database, "1");

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anItemStartsWhereItStood() {
    late("1").more("1", SECOND).pull();
    assertThat(levels()).containsExactly("1 2 2026-10-20");
    assertThat(contact()).containsExactly("2026-10-20");
  }

  @Test
  void whatIsNotKnownIsNotInvented() {
    late("1").more("1", "\"nativeLevel\":3");
    late("2").more("2", "\"nativeOn\":\"2026-10-20\"");
    late("3").more("3", "\"nativeLevel\":0");
    late("4").more("4", "\"nativeLevel\":-1,\"nativeOn\":\"2026-10-20\"").pull();
    assertThat(levels()).containsExactly("1 3 -", "2 0 -", "3 0 -", "4 0 -");
    assertThat(contact()).containsExactly("-");
  }

  @Test
  void aLevelBeyondAllLaddersAndADayToComeAreTakenBack() {
    late("1").more("1", "\"nativeLevel\":999999999,\"nativeOn\":\"2026-12-24\"").pull();
    assertThat(levels()).containsExactly("1 99 2026-11-21");
  }

  @Test
  void itNeverCountsAgain() {
    late("1").pull();
    late("1").more("1", SECOND);
    late("2").more("2", SECOND);
    assertThat(acme.later(Duration.ofHours(25)).pull().changed()).isEqualTo(1);
    assertThat(levels()).containsExactly("1 0 -", "2 2 2026-10-20");
    acme.without("2").later(Duration.ofHours(25)).pull();
    late("2").more("2", SECOND).later(Duration.ofHours(25)).pull();
    assertThat(levels()).as("reopened").containsExactly("1 0 -", "2 0 -");
  }

  @Test
  void aDebtorsLevelIsThatOfWhatWasLateThen() {
    acme.debtor("D1", SECOND);
    late("1").item("2", "D1", "EUR", "10", "2026-10-20").item("3", "D1", "EUR", "-5", "2026-10-01");
    late("4").more("4", "\"nativeLevel\":1,\"nativeOn\":\"2026-10-25\"").pull();
    assertThat(levels()).containsExactly("1 2 2026-10-20", "2 0 -", "3 0 -", "4 1 2026-10-25");
    assertThat(contact()).containsExactly("2026-10-25");
  }

  @Test
  void aDebtorsLevelSaysNothingOfWhatComesLater() {
    acme.debtor("D1", SECOND);
    late("1").pull();
    database.jdbc().sql("update account_state set decision_id = 7").update();
    late("2").later(Duration.ofHours(25)).pull();
    assertThat(levels()).containsExactly("1 2 2026-10-20", "2 0 -");
  }

  private Feeding late(String key) {
    return acme.item(key, "D1", "EUR", "10", "2026-10-01");
  }

  private List<String> levels() {
    return list(
        "select key || ' ' || level || ' ' || coalesce(level_on::text, '-') from item order by key");
  }

  private List<String> contact() {
    return list("select coalesce(last_contact::text, '-') from account_state");
  }

  private List<String> list(String sql) {
    return database.jdbc().sql(sql).query(String.class).list();
  }
}
