package io.relance.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.connector.SourceTrouble;
import io.relance.ledger.RecordType;
import io.relance.ledger.Reread;
import io.relance.ledger.Reread.Found;
import io.relance.support.Feeding;
import io.relance.support.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RefreshTest {
  private final Database database = TestDatabase.fresh();
  private final Feeding acme = new Feeding(database, "1");

  @BeforeEach
  void fill() {
    for (int i = 1; i <= 6; i++) {
      acme.item("i" + i, "D1", "EUR", "10", "2026-11-01");
    }
    acme.pull();
    database.jdbc().sql("update account_state set review_on = '2026-12-01'").update();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void saysWhatIsTheSameWhatChangedAndWhatIsGone() {
    Map<String, Reread> found =
        refresh(List.of("i1", "i2", "i3"), item("i1", "10"), item("i2", "4"));
    assertThat(found.get("i1").found()).isEqualTo(Found.SAME);
    assertThat(found.get("i2")).isEqualTo(new Reread("i2", Found.CHANGED, found.get("i2").open()));
    assertThat(found.get("i2").open()).isEqualByComparingTo("4");
    assertThat(found.get("i3").found()).isEqualTo(Found.GONE);
    assertThat(open())
        .as("what is not found stays open: only a reading with its proof retires it")
        .containsExactly(
            "i1 10.000", "i2 4.000", "i3 10.000", "i4 10.000", "i5 10.000", "i6 10.000");
    assertThat(review()).isEqualTo("-infinity");
  }

  @Test
  void whatIsTheSameWritesNoDecisionAnew() {
    refresh(List.of("i1"), item("i1", "10"));
    assertThat(review()).isEqualTo("2026-12-01");
  }

  @Test
  void whatTheUserMayNoLongerSeeIsNeitherClosedNorReopened() {
    refresh(List.of("i1", "i2", "i3"));
    assertThat(open()).hasSize(6);
    acme.later(Duration.ofHours(25)).pull();
    assertThat(
            database
                .jdbc()
                .sql(
                    "select count(*) from item where open <> 0 and cycle = 1 and settled_at is null")
                .query(Integer.class)
                .single())
        .isEqualTo(6);
  }

  @Test
  void tooManyGoneAtOnceAreNotBelieved() {
    assertThatThrownBy(() -> refresh(List.of("i1", "i2", "i3", "i4")))
        .isInstanceOf(SourceTrouble.class)
        .hasMessageContaining("4 of 4 items are not found any more");
    assertThat(open()).hasSize(6);
  }

  @Test
  void anAnswerThatCannotBeReadChangesNothing() {
    assertThatThrownBy(() -> refresh(List.of("i1"), item("i1", "ten")))
        .isInstanceOf(SourceTrouble.class);
    assertThat(open()).hasSize(6);
  }

  @Test
  void aSweepBegunBeforeTheRereadKnowsLess() {
    acme.later(Duration.ofHours(25));
    try (Sweep sweep = acme.open()) {
      acme.deliver(sweep);
      sweep.close(acme.proof(), acme.now());
      acme.ledger()
          .refresh(
              acme.company(),
              List.of("i1"),
              Map.of(RecordType.ITEM, Feeding.json(List.of(item("i1", "0")))),
              acme.now().plusSeconds(60));
      sweep.missing();
      sweep.settle(acme.now().plusSeconds(120));
    }
    assertThat(open()).doesNotContain("i1 10.000").hasSize(5);
    assertThat(
            database
                .jdbc()
                .sql("select cycle from item where key = 'i1'")
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  private Map<String, Reread> refresh(List<String> keys, String... items) {
    return acme.ledger()
        .refresh(
            acme.company(),
            keys,
            Map.of(RecordType.ITEM, Feeding.json(List.of(items))),
            acme.now());
  }

  private static String item(String key, String open) {
    return """
        {"key":"%s","document":"INV-%s","debtor":"D1","currency":"EUR","kind":"invoice","number":"INV-%s",
         "due":"2026-11-01","original":"10","open":"%s"}"""
        .formatted(key, key, key, open);
  }

  private List<String> open() {
    return database
        .jdbc()
        .sql("select key || ' ' || open from item where open <> 0 order by key")
        .query(String.class)
        .list();
  }

  private String review() {
    return database
        .jdbc()
        .sql("select review_on::text from account_state")
        .query(String.class)
        .single();
  }
}
