package io.relance.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.ledger.RecordType;
import io.relance.support.Feeding;
import io.relance.support.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An item's digest is that of the record which it equals, whoever changed the item; or it has none.
 */
class DigestTest {
  private static final Duration A_DAY = Duration.ofHours(25);

  private final Database database = TestDatabase.fresh();
  private final Feeding acme = new Feeding(database, "1");

  @BeforeEach
  void fill() {
    acme.item("1", "D1", "EUR", "10", "2026-11-01")
        .item("2", "D1", "JPY", "9000", "2026-11-01")
        .item("3", "D2", "TND", "-12.345", "2026-12-01")
        .pull();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aDeltaLeavesNoOldDigest() {
    acme.item("1", "D1", "EUR", "7", "2026-11-01");
    try (Sweep delta = acme.later(Duration.ofMinutes(5)).open()) {
      assertThat(delta.opening().mode()).isEqualTo(Sweep.Mode.DELTA);
      delta.page(RecordType.ITEM, acme.items());
      delta.close(acme.proof(), acme.now());
      delta.settle(acme.now());
    }
    assertThat(ledger()).startsWith("1 7.000 1");
    swept(acme.item("1", "D1", "EUR", "10", "2026-11-01"));
    assertThat(ledger()).containsExactly("1 10.000 1", "2 9000.000 1", "3 -12.345 1");
  }

  @Test
  void aRereadLeavesNoOldDigest() {
    reread("7");
    assertThat(ledger()).containsExactly("1 7.000 1", "2 9000.000 1", "3 -12.345 1");
    swept(acme.item("1", "D1", "EUR", "10", "2026-11-01"));
    assertThat(ledger()).containsExactly("1 10.000 1", "2 9000.000 1", "3 -12.345 1");
  }

  @Test
  void aRereadWhileTheSweepIsOpenIsLeftAlone() {
    acme.later(A_DAY);
    try (Sweep sweep = acme.open()) {
      reread("7");
      acme.item("1", "D1", "EUR", "10", "2026-11-01").deliver(sweep);
      sweep.close(acme.proof(), acme.now());
      assertThat(sweep.missing()).isEmpty();
      sweep.settle(acme.now());
    }
    assertThat(ledger()).containsExactly("1 7.000 1", "2 9000.000 1", "3 -12.345 1");
  }

  /** Item 1 has this open, item 2 is not found: a sweep or delta will say whether it is gone. */
  private void reread(String open) {
    acme.without("2").without("3").item("1", "D1", "EUR", open, "2026-11-01");
    acme.ledger()
        .refresh(
            acme.company(), List.of("1", "2"), Map.of(RecordType.ITEM, acme.items()), acme.now());
    acme.item("2", "D1", "JPY", "9000", "2026-11-01")
        .item("3", "D2", "TND", "-12.345", "2026-12-01");
  }

  @Test
  void whatIsGoneHasNoneAndOpensItsNextCycleWhenItComesBack() {
    swept(acme.without("1"));
    assertThat(list("select key from item where digest is null")).containsExactly("1");
    swept(acme.item("1", "D1", "EUR", "10", "2026-11-01"));
    assertThat(ledger()).startsWith("1 10.000 2");
  }

  @Test
  void whatIsOnlySpeltDifferentlyIsLearntAndNothingElseIsWritten() {
    String state = "select string_agg(xmin::text, ' ' order by account_id) from account_state";
    String before = text(state);
    String digest = text("select digest from item where key = '1'");
    assertThat(swept(acme.item("1", "D1", "EUR", "10.00", "2026-11-01")).changed()).isZero();
    assertThat(text("select digest from item where key = '1'")).isNotEqualTo(digest);
    assertThat(text(state)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"open = 7", "due = '2027-01-01'", "dispute = true", "reference = 'x'"})
  void theNextWholeSweepPutsRightWhatWasChangedByHand(String change) {
    String items = "select string_agg(i::text, '|' order by key) from item i";
    String before = text(items);
    database.jdbc().sql("update item set " + change + " where key = '1'").update();
    assertThat(list("select key from item where digest is null")).containsExactly("1");
    swept(acme);
    assertThat(text(items)).isEqualTo(before);
  }

  @Test
  void whatOnlyWeKnowOfAnItemLeavesItsDigest() {
    database.jdbc().sql("update item set level = 2, policy = 'p', reread_at = now()").update();
    assertThat(list("select key from item where digest is null")).isEmpty();
  }

  /** A column added later must be watched too, or stand here. */
  @Test
  void everyColumnOfARecordIsWatched() {
    List<String> ours =
        List.of(
            "id",
            "digest",
            "cycle",
            "policy",
            "level",
            "occurrence",
            "level_on",
            "start_level",
            "start_on",
            "first_seen",
            "reread_at",
            "settled_at",
            "settled_as");
    String trigger =
        text("select pg_get_triggerdef(oid) from pg_trigger where tgname = 'forget_digest'");
    assertThat(list("select column_name from information_schema.columns where table_name = 'item'"))
        .filteredOn(column -> !ours.contains(column))
        .allSatisfy(column -> assertThat(trigger).contains("new." + column, "old." + column));
  }

  private Merge.Outcome swept(Feeding erp) {
    return erp.later(A_DAY).pull();
  }

  private List<String> ledger() {
    return list("select key || ' ' || open || ' ' || cycle from item order by key");
  }

  private List<String> list(String sql) {
    return database.jdbc().sql(sql).query(String.class).list();
  }

  private String text(String sql) {
    return database.jdbc().sql(sql).query(String.class).single();
  }
}
