package io.relance.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.ledger.RecordType;
import io.relance.support.Feeding;
import io.relance.support.TestDatabase;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a whole sweep need not stage, because the ledger holds it as it came. */
class RollCallTest {
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
  void whatIsUnchangedIsNotStaged() {
    assertThat(staged()).isEmpty();
    acme.item("2", "D1", "JPY", "8000", "2026-11-01").item("4", "D3", "EUR", "5", "2026-11-01");
    assertThat(staged()).containsExactly("2", "4");
  }

  @Test
  void whatIsUnchangedCountsInTheProof() {
    acme.later(A_DAY).item("4", "D3", "EUR", "5", "2026-11-01").pull();
    try (Staging staging = staging();
        RollCall call = RollCall.of(staging, acme.company(), new Semaphore(9))) {
      staging.page("acme/1", RecordType.ITEM, acme.without("1").items(), call);
      assertThat(call.came())
          .isEqualTo(
              Map.of(
                  "EUR", new Came(1, new BigDecimal("5.000")),
                  "JPY", new Came(1, new BigDecimal("9000.000")),
                  "TND", new Came(1, new BigDecimal("-12.345"))));
      assertThat(call.end()).containsExactly(id("1"));
      assertThat(call.end()).isEmpty();
    }
  }

  @Test
  void withoutRoomAllIsStagedAndAllAreAbsent() {
    Semaphore room = new Semaphore(2);
    try (Staging staging = staging();
        RollCall call = RollCall.of(staging, acme.company(), room)) {
      staging.page("acme/1", RecordType.ITEM, acme.items(), call);
      assertThat(keys(staging, "select key from staged_item order by key"))
          .containsExactly("1", "2", "3");
      assertThat(keys(staging, "select key from item join absent_item using (id) order by key"))
          .containsExactly("1", "2", "3");
      assertThat(call.came()).isEmpty();
    }
    assertThat(room.availablePermits()).isEqualTo(2);
  }

  @Test
  void theRoomIsGivenBack() {
    Semaphore room = new Semaphore(3);
    try (Staging staging = staging();
        RollCall call = RollCall.of(staging, acme.company(), room)) {
      assertThat(call.isEmpty()).isFalse();
      assertThat(room.availablePermits()).isZero();
    }
    assertThat(room.availablePermits()).isEqualTo(3);
  }

  @Test
  void ofTwoRecordsOfOneKeyTheLaterCounts() {
    assertThat(after("10", "7")).isEqualTo("7.000");
    assertThat(after("10", "7")).isEqualTo("7.000");
    assertThat(after("7", "10")).isEqualTo("10.000");
    assertThat(after("10", "7", "10")).isEqualTo("10.000");
    assertThat(after("7", "10", "7", "7")).isEqualTo("7.000");
  }

  /**
   * What is open of item 1 after a sweep in which it came with these amounts, one after another.
   */
  private String after(String... amounts) {
    acme.later(A_DAY);
    try (Sweep sweep = acme.open()) {
      for (String amount : amounts) {
        sweep.page(RecordType.ITEM, acme.item("1", "D1", "EUR", amount, "2026-11-01").items());
      }
      sweep.close(acme.proof(), acme.now());
      assertThat(sweep.missing()).isEmpty();
      sweep.settle(acme.now());
    }
    return opens().get(0);
  }

  @Test
  void anAmountTooLongToCountHereIsStaged() {
    acme.later(A_DAY).item("1", "D1", "EUR", "9999999999999.99", "2026-11-01").pull();
    assertThat(staged()).containsExactly("1");
  }

  @Test
  void whatIsLookedUpAfterTheCloseIsNotGoneEvenUnchanged() {
    acme.later(A_DAY);
    try (Sweep sweep = acme.open()) {
      acme.without("1").deliver(sweep);
      sweep.close(acme.proof(), acme.now());
      assertThat(sweep.missing()).containsExactly("1");
      sweep.page(RecordType.ITEM, acme.item("1", "D1", "EUR", "10", "2026-11-01").items());
      assertThat(sweep.settle(acme.now()).retired()).isZero();
    }
    assertThat(opens()).containsExactly("10.000", "9000.000", "-12.345");
  }

  /** Keys of the items that a whole sweep of what the ERP holds now would stage. */
  private List<String> staged() {
    try (Staging staging = staging();
        RollCall call = RollCall.of(staging, acme.company(), new Semaphore(9))) {
      staging.page("acme/1", RecordType.ITEM, acme.items(), call);
      return keys(staging, "select key from staged_item order by key");
    }
  }

  private Staging staging() {
    try {
      return new Staging(database.dataSource().getConnection());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> keys(Staging staging, String sql) {
    return staging.jdbc().sql(sql).query(String.class).list();
  }

  private List<String> opens() {
    return database.jdbc().sql("select open from item order by key").query(String.class).list();
  }

  private long id(String key) {
    return database
        .jdbc()
        .sql("select id from item where key = ?")
        .param(key)
        .query(Long.class)
        .single();
  }
}
