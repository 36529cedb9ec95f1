package io.relance.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relance.connector.SourceTrouble;
import io.relance.ledger.Proof;
import io.relance.ledger.RecordType;
import io.relance.ledger.SweepUnderWay;
import io.relance.support.Feeding;
import io.relance.support.TestDatabase;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweepTest {
  private static final String ITEM_2 =
      """
      {"key":"2","document":"INV-2","debtor":"D1","currency":"EUR","kind":"invoice","number":"INV-2",
       "due":"2026-11-01","original":"7","open":"7"}""";

  private final Database database = TestDatabase.fresh();
  private final Feeding acme = new Feeding(database, "1");

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aWholeSweepBecomesTheLedger() {
    acme.item("1", "D1", "EUR", "1240.50", "2026-11-01")
        .item("2", "D1", "JPY", "9000", "2026-11-01")
        .item("3", "D2", "TND", "12.345", "2026-12-01")
        .item("4", "D2", "EUR", "-40.50", "2026-11-01")
        .pull();
    assertThat(totals()).containsExactly("EUR 2 1200.000", "JPY 1 9000.000", "TND 1 12.345");
    assertThat(number("select count(*) from account")).isEqualTo(4);
    assertThat(number("select count(*) from account_state where review_on = '-infinity'"))
        .isEqualTo(4);
    assertThat(text("select array_to_string(tags, '/') from debtor where key = 'D1'"))
        .isEqualTo("a/b \"c\"");
  }

  @Test
  void anUnchangedSweepWritesNothing() {
    acme.item("1", "D1", "EUR", "10", "2026-11-01").pull();
    String before = text("select xmin::text || (select max(xmin::text) from debtor) from item");
    Merge.Outcome outcome = acme.later(Duration.ofHours(25)).pull();
    assertThat(outcome.changed()).isZero();
    assertThat(text("select xmin::text || (select max(xmin::text) from debtor) from item"))
        .isEqualTo(before);
  }

  @Test
  void aPageThatCameTwiceCountsOnce() {
    acme.item("1", "D1", "EUR", "10", "2026-11-01");
    try (Sweep sweep = acme.open()) {
      acme.deliver(sweep);
      acme.deliver(sweep);
      sweep.close(acme.proof(), acme.now());
      sweep.settle(acme.now());
    }
    assertThat(totals()).containsExactly("EUR 1 10.000");
  }

  @Test
  void oneThatCameTwiceDoesNotStandForOneThatDidNotCome() {
    acme.item("1", "D1", "EUR", "10", "2026-11-01").pull();
    acme.later(Duration.ofHours(25)).item("2", "D1", "EUR", "7", "2026-11-01");
    try (Sweep sweep = acme.open()) {
      acme.deliver(sweep);
      acme.item("3", "D1", "EUR", "7", "2026-11-01");
      sweep.page(RecordType.ITEM, Feeding.json(List.of(ITEM_2)));
      sweep.close(acme.proof(), acme.now());
      assertThat(sweep.missing()).isEmpty();
      assertThatThrownBy(() -> sweep.settle(acme.now()))
          .isInstanceOf(SourceTrouble.class)
          .hasMessageContaining("came twice and another one not at all");
    }
    assertThat(totals()).containsExactly("EUR 1 10.000");
    acme.later(Duration.ofHours(1)).pull();
    assertThat(totals()).containsExactly("EUR 3 24.000");
  }

  @Test
  void aSweepCutShortIsVoid() {
    acme.item("1", "D1", "EUR", "10", "2026-11-01");
    try (Sweep sweep = acme.open()) {
      acme.deliver(sweep);
      assertThatThrownBy(sweep::missing)
          .isInstanceOf(SourceTrouble.class)
          .hasMessageContaining("without its close");
      assertThatThrownBy(() -> sweep.settle(acme.now())).isInstanceOf(SourceTrouble.class);
    }
    assertThat(totals()).isEmpty();
  }

  @Test
  void aSweepOfADeadProcessIsVoidAndLeavesNothing() {
    acme.item("1", "D1", "EUR", "10", "2026-11-01");
    try (Sweep dead = acme.open()) {
      acme.deliver(dead);
    }
    acme.pull();
    assertThat(list("select state || ':' || coalesce(cause, '') from sweep order by id"))
        .containsExactly("void:the process that ran it ended in mid-sweep", "whole:");
    assertThat(totals()).containsExactly("EUR 1 10.000");
  }

  @Test
  void oneSweeperAtATime() {
    try (Sweep first = acme.open()) {
      assertThatThrownBy(acme::open).isInstanceOf(SweepUnderWay.class);
      try (Sweep other = new Feeding(database, "2").open()) {
        assertThat(other.opening().company()).isEqualTo("acme/2");
      }
      assertThat(first.opening().mode()).isEqualTo(Sweep.Mode.SWEEP);
    }
    acme.open().close();
  }

  @Test
  void aLostLockVoidsTheSweep() {
    acme.item("1", "D1", "EUR", "10", "2026-11-01");
    try (Sweep sweep = acme.open()) {
      acme.deliver(sweep);
      sweep.close(acme.proof(), acme.now());
      database
          .jdbc()
          .sql("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'")
          .query(Boolean.class)
          .list();
      assertThatThrownBy(() -> sweep.settle(acme.now())).isInstanceOf(RuntimeException.class);
    }
    assertThat(totals()).isEmpty();
    acme.pull();
    assertThat(totals()).containsExactly("EUR 1 10.000");
  }

  @Test
  void aProofThatDoesNotFitIsRefused() {
    acme.item("1", "D1", "EUR", "10", "2026-11-01");
    Proof good = acme.proof();
    refused(copy(good, 2L, good.totals()), "1 open items came, the ERP counts 2");
    refused(copy(good, null, good.totals()), "own count of open items");
    refused(copy(good, 1L, Map.of("EUR", new BigDecimal("10.01"))), "10.000 EUR came");
    refused(copy(good, 1L, Map.of("USD", BigDecimal.ONE)), "no total in EUR");
    refused(
        new Proof("c", "100", "erp-1", acme.now().plusSeconds(301), 1L, good.totals()),
        "301 s ahead of ours");
    assertThat(totals()).isEmpty();
  }

  @Test
  void anotherErpOrAnOlderBackupIsRefused() {
    acme.item("1", "D1", "EUR", "10", "2026-11-01").pull();
    acme.later(Duration.ofHours(25));
    Proof good = acme.proof();
    refused(new Proof("c", "100", "erp-2", acme.now(), 1L, good.totals()), "not the ERP it was");
    refused(new Proof("c", "99", "erp-1", acme.now(), 1L, good.totals()), "older backup");
    refused(new Proof("c", null, "erp-1", acme.now(), 1L, good.totals()), "older backup");
  }

  @Test
  void anEmptySweepIsNotReadAsEverythingPaid() {
    acme.item("1", "D1", "EUR", "10", "2026-11-01").pull();
    acme.later(Duration.ofHours(25)).without("1");
    refused(acme.proof(), "no open item came");
    assertThat(totals()).containsExactly("EUR 1 10.000");
  }

  @Test
  void manyThatVanishAtOnceAreHeld() {
    fill(50);
    acme.later(Duration.ofHours(25));
    for (int i = 1; i <= 11; i++) {
      acme.without("i" + i);
    }
    assertThatThrownBy(acme::pull)
        .isInstanceOf(Sweep.Held.class)
        .hasMessageContaining("11 of 50 open items would vanish at once");
    assertThat(number("select count(*) from item where open <> 0")).isEqualTo(50);
  }

  @Test
  void aFewThatAreGoneAreRetiredMoreAreHeld() {
    fill(50);
    acme.later(Duration.ofHours(25)).without("i1").without("i2").without("i3");
    assertThat(acme.pull().retired()).isEqualTo(3);
    assertThat(list("select key || settled_as from item where open = 0 order by key"))
        .containsExactly("i1gone", "i2gone", "i3gone");
    acme.later(Duration.ofHours(25)).without("i4").without("i5").without("i6").without("i7");
    assertThatThrownBy(acme::pull)
        .isInstanceOf(Sweep.Held.class)
        .hasMessageContaining("4 of 47 open items are not even found");
    assertThat(number("select count(*) from item where open <> 0")).isEqualTo(47);
  }

  @Test
  void whatIsLookedUpByKeyIsSettledNotGone() {
    fill(20);
    acme.later(Duration.ofHours(25)).without("i1");
    try (Sweep sweep = acme.open()) {
      acme.deliver(sweep);
      sweep.close(acme.proof(), acme.now());
      assertThat(sweep.missing()).containsExactly("i1");
      sweep.page(
          RecordType.ITEM,
          Feeding.json(
              List.of(
                  """
                  {"key":"i1","debtor":"D1","currency":"EUR","kind":"invoice","due":"2026-11-01",
                   "original":10,"open":0}""")));
      assertThat(sweep.settle(acme.now()).retired()).isZero();
    }
    assertThat(text("select settled_as from item where key = 'i1'")).isEqualTo("settled");
  }

  @Test
  void aReopenedItemStartsItsNextCycle() {
    acme.item("1", "D1", "EUR", "10", "2026-11-01")
        .item("2", "D2", "EUR", "5", "2026-11-01")
        .pull();
    database
        .jdbc()
        .sql("update item set level = 2, level_on = '2026-11-20' where key = '1'")
        .update();
    acme.later(Duration.ofHours(25)).item("1", "D1", "EUR", "0", "2026-11-01").pull();
    assertThat(text("select cycle || ' ' || level || ' ' || settled_as from item where key = '1'"))
        .isEqualTo("1 2 settled");
    acme.later(Duration.ofHours(25)).item("1", "D1", "EUR", "10", "2026-11-01").pull();
    assertThat(
            text(
                "select cycle || ' ' || level || coalesce(settled_as, '') from item where key = '1'"))
        .isEqualTo("2 0");
  }

  @Test
  void aDeltaRetiresNothingButTheRestOfItsDocuments() {
    acme.item("1a", "D1", "EUR", "10", "2026-11-01", "INV/1")
        .item("1b", "D1", "EUR", "10", "2026-12-01", "INV/1")
        .item("2", "D2", "EUR", "10", "2026-12-01", "INV/2")
        .pull();
    try (Sweep delta = acme.later(Duration.ofMinutes(5)).open()) {
      assertThat(delta.opening().mode()).isEqualTo(Sweep.Mode.DELTA);
      assertThat(delta.opening().cursor()).isEqualTo("c1");
      delta.page(RecordType.DOCUMENT, Feeding.json(List.of("{\"key\":\"INV/1\"}")));
      delta.page(
          RecordType.ITEM,
          Feeding.json(
              List.of(
                  """
                  {"key":"1a","document":"INV/1","debtor":"D1","currency":"EUR","kind":"invoice",
                   "due":"2026-11-01","original":"20","open":"20"}""")));
      delta.close(new Proof("c2", "101", "erp-1", acme.now(), null, Map.of()), acme.now());
      assertThat(delta.missing()).isEmpty();
      assertThat(delta.settle(acme.now()).retired()).isEqualTo(1);
    }
    assertThat(totals()).containsExactly("EUR 2 30.000");
    assertThat(text("select cursor || mark from feed")).isEqualTo("c2101");
  }

  private void fill(int count) {
    for (int i = 1; i <= count; i++) {
      acme.item("i" + i, "D" + (i % 9 + 1), "EUR", "10", "2026-11-01");
    }
    acme.pull();
  }

  private void refused(Proof proof, String because) {
    try (Sweep sweep = acme.open()) {
      acme.deliver(sweep);
      assertThatThrownBy(() -> sweep.close(proof, acme.now()))
          .isInstanceOf(SourceTrouble.class)
          .hasMessageContaining(because);
      assertThatThrownBy(() -> sweep.settle(acme.now())).isInstanceOf(SourceTrouble.class);
      sweep.end("void", acme.now(), because);
    }
    acme.later(Duration.ofHours(2));
  }

  private static Proof copy(Proof proof, Long items, Map<String, BigDecimal> totals) {
    return new Proof(proof.cursor(), proof.mark(), proof.identity(), proof.clock(), items, totals);
  }

  private List<String> totals() {
    return list(
        """
        select a.currency || ' ' || count(*) || ' ' || sum(i.open)
          from item i join account a on a.id = i.account_id where i.open <> 0
         group by a.currency order by 1""");
  }

  private List<String> list(String sql) {
    return database.jdbc().sql(sql).query(String.class).list();
  }

  private String text(String sql) {
    return database.jdbc().sql(sql).query(String.class).single();
  }

  private long number(String sql) {
    return database.jdbc().sql(sql).query(Long.class).single();
  }
}
