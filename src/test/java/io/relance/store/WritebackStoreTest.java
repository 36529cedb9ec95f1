package io.relance.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.relance.store.WritebackStore.Marks;
import io.relance.support.Reminded;
import io.relance.support.TestDatabase;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WritebackStoreTest {
  private static final LocalDate DUE = LocalDate.parse("2026-11-01");
  private static final LocalDate DAY = LocalDate.parse("2026-11-20");
  private static final Marks MARKS =
      new Marks(
          List.of("classic", "classic", "classic"),
          List.of(1, 2, 3),
          Arrays.asList(null, "R2", "R3"),
          List.of(true, true, true));
  private Database database;
  private Reminded ledger;
  private WritebackStore store;

  @BeforeEach
  void open() {
    database = TestDatabase.fresh();
    ledger = new Reminded(database);
    Clock clock = Clock.fixed(Instant.parse("2026-11-20T09:00:00Z"), ZoneOffset.UTC);
    store = new WritebackStore(database, new JournalStore(database), clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void leavesOneNotePerDocumentHoweverOftenItIsAsked() {
    long account = ledger.account("dupont");
    long first = ledger.item(account, "move/1", DUE, 0);
    long instalment = ledger.item(account, "move/2", DUE, 0);
    ledger.update("update item set document = 'move/1' where id = :id", Map.of("id", instalment));
    long other = ledger.item(account, "move/3", DUE, 0);
    long act = ledger.act(account, 1, DAY, first, instalment, other);

    store.queueNotes(List.of(act));
    store.queueNotes(List.of(act));

    assertThat(targets("note")).containsExactly("move/1", "move/3");
    assertThat(column("select key from writeback")).allMatch(k -> k.matches("<relance-.+@.+>"));
  }

  @Test
  void countsTheRemindersOfTheDocumentByChannel() {
    long account = ledger.account("dupont");
    long old = ledger.item(account, "move/1", DUE, 0);
    long fresh = ledger.item(account, "move/2", DUE, 0);
    ledger.act(account, 1, DAY.minusDays(5), old);
    long second = ledger.act(account, 2, DAY, old, fresh);

    store.queueNotes(List.of(second));

    assertThat(column("select data from writeback order by target"))
        .satisfiesExactly(
            twice ->
                assertThat(twice)
                    .contains("\"email\": 2", "\"level\": 2", "\"date\": \"2026-11-20\""),
            once -> assertThat(once).contains("\"email\": 1"));
  }

  @Test
  void rehearsalsLeaveNothing() {
    long account = ledger.account("dupont");
    long act = ledger.act(account, 2, DAY, ledger.item(account, "move/1", DUE, 0));
    ledger.update("update act set redirected = true where id = :id", Map.of("id", act));

    store.queueNotes(List.of(act));
    store.queueMarkersOfActs(List.of(act), MARKS);

    assertThat(column("select target from writeback")).isEmpty();
  }

  @Test
  void marksTheHighestLevelAmongTheDebtorsOpenOverdueItems() {
    long account = ledger.account("dupont");
    long three = ledger.item(account, "move/1", DUE, 3);
    ledger.item(account, "move/2", DUE, 2);
    ledger.item(account, "move/3", DAY.plusDays(1), 3);

    store.queueMarkersOfChanged(ledger.company(), MARKS);
    assertThat(markers()).containsExactly("R3");

    settle(three);
    store.queueMarkersOfChanged(ledger.company(), MARKS);
    assertThat(markers()).as("takes the place of the one not yet told").containsExactly("R2");

    ledger.update("update item set open = 0", Map.of());
    store.queueMarkersOfChanged(ledger.company(), MARKS);
    assertThat(markers()).containsExactly("null");
    assertThat(column("select coalesce(marker, 'none') from account_state"))
        .containsExactly("none");
  }

  @Test
  void saysNothingTwice() {
    long account = ledger.account("dupont");
    ledger.item(account, "move/1", DUE, 3);
    store.queueMarkers(MARKS);
    ledger.update("update writeback set state = 'done'", Map.of());

    store.queueMarkers(MARKS);
    store.queueMarkersOfChanged(ledger.company(), MARKS);

    assertThat(markers()).containsExactly("R3");
  }

  @Test
  void aLevelThatStampsNothingMarksNobody() {
    long account = ledger.account("dupont");
    long act = ledger.act(account, 1, DAY, ledger.item(account, "move/1", DUE, 0));

    store.queueMarkersOfActs(List.of(act), MARKS);

    assertThat(markers()).isEmpty();
  }

  @Test
  void triesTenTimesLaterAndLaterThenGivesUp() {
    long account = ledger.account("dupont");
    store.queueNotes(List.of(ledger.act(account, 2, DAY, ledger.item(account, "move/1", DUE, 0))));
    long id = Long.parseLong(column("select id::text from writeback").get(0));

    for (int attempt = 1; attempt <= 10; attempt++) {
      ledger.update("update writeback set state = 'claimed'", Map.of());
      assertThat(store.failed(id, "no such document")).isEqualTo(attempt == 10);
    }

    assertThat(
            column("select state || ' ' || cause || ' ' || (next_attempt - :now) from writeback"))
        .containsExactly("dead no such document 06:00:00");
  }

  @Test
  void isJournaledWhenDone() {
    long account = ledger.account("dupont");
    long act = ledger.act(account, 2, DAY, ledger.item(account, "move/1", DUE, 0));
    store.queueNotes(List.of(act));
    long id = Long.parseLong(column("select id::text from writeback").get(0));

    store.done(Map.of(id, "510"));
    store.done(Map.of(id, "510"));

    assertThat(column("select kind || ' ' || (detail::json->>'receipt') from journal"))
        .containsExactly("note written 510");
  }

  private void settle(long item) {
    ledger.update("update item set open = 0 where id = :id", Map.of("id", item));
  }

  private List<String> markers() {
    return column(
        "select coalesce(data::json->>'marker', 'null') from writeback where kind = 'marker'");
  }

  private List<String> targets(String kind) {
    return column("select target from writeback where kind = '" + kind + "' order by target");
  }

  private List<String> column(String sql) {
    return database
        .jdbc()
        .sql(sql.replace(":now", "timestamptz '2026-11-20T09:00:00Z'"))
        .query(String.class)
        .list();
  }
}
