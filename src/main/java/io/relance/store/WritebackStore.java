package io.relance.store;

import io.relance.journal.Entry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be told to the ERPs: notes on documents, markers on debtors. Queueing joins the
 * caller's transaction; a write-back is claimed by sql/writeback/claim.sql in the route.
 */
public final class WritebackStore {
  private static final int LOT = 5_000;
  private final Database database;
  private final JournalStore journal;
  private final Clock clock;

  public WritebackStore(Database database, JournalStore journal, Clock clock) {
    this.database = database;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * What each level of each policy stamps on a debtor; one place in each list per level.
   *
   * @param markers null = that level stamps nothing
   * @param merged it stands for all of a party
   */
  public record Marks(
      List<String> policies,
      List<Integer> ranks,
      List<@Nullable String> markers,
      List<Boolean> merged) {}

  /**
   * Queues a note on every document that these acts asked for; once, however often it is called.
   */
  public void queueNotes(Collection<Long> acts) {
    database
        .jdbc()
        .sql(Sql.of("writeback/queue-notes"))
        .param("acts", acts.toArray(Long[]::new))
        .param("now", now())
        .update();
  }

  /** Queues the markers that changed among the debtors of these acts. */
  public void queueMarkersOfActs(Collection<Long> acts, Marks marks) {
    queueMarkers(
        debtors("writeback/debtors-of-acts", Map.of("acts", acts.toArray(Long[]::new))), marks);
  }

  /**
   * Queues the markers that changed among the accounts that a merge touched and no run has seen.
   */
  public void queueMarkersOfChanged(long company, Marks marks) {
    queueMarkers(debtors("writeback/debtors-changed", Map.of("company", company)), marks);
  }

  /** Queues every marker that is not what it should be today. */
  public void queueMarkers(Marks marks) {
    queueMarkers(debtors("writeback/debtors-marked", Map.of()), marks);
  }

  private List<Long> debtors(String statement, Map<String, Object> params) {
    return database.jdbc().sql(Sql.of(statement)).params(params).query(Long.class).list();
  }

  private void queueMarkers(List<Long> debtors, Marks marks) {
    for (int from = 0; from < debtors.size(); from += LOT) {
      List<Long> lot = debtors.subList(from, Math.min(from + LOT, debtors.size()));
      database
          .jdbc()
          .sql(Sql.of("writeback/queue-markers"))
          .param("debtors", lot.toArray(Long[]::new))
          .param("policies", marks.policies().toArray(String[]::new))
          .param("ranks", marks.ranks().toArray(Integer[]::new))
          .param("markers", marks.markers().toArray(String[]::new))
          .param("merged", marks.merged().toArray(Boolean[]::new))
          .param("now", now())
          .update();
    }
  }

  /** Whether this claim still stands: false once its lease ran out or its source was put off. */
  public boolean mine(long id, String owner) {
    return database
        .jdbc()
        .sql(Sql.of("writeback/mine"))
        .param("id", id)
        .param("owner", owner)
        .param("now", now())
        .query(Boolean.class)
        .single();
  }

  /** The sales warning that is to stand where this write-back goes; empty = none. */
  public Optional<String> warning(long id) {
    return database
        .jdbc()
        .sql(Sql.of("writeback/warning"))
        .param("id", id)
        .param("now", now())
        .query(String.class)
        .optional();
  }

  /**
   * Queues the end of every sales warning of whose items nothing overdue is open any more.
   *
   * @param company null = all
   */
  public void queueWarningsThatEnd(@Nullable Long company) {
    database
        .jdbc()
        .sql(Sql.of("writeback/queue-warnings"))
        .param("company", company, Types.BIGINT)
        .param("now", now())
        .update();
  }

  /**
   * The ERP has these: recorded and journaled in one commit.
   *
   * @param receipts the ERP's own id of each
   */
  public void done(Map<Long, String> receipts) {
    database.inTransaction(
        () -> {
          List<Entry> entries = new ArrayList<>();
          receipts.forEach((id, receipt) -> entries.addAll(done(id, receipt)));
          journal.append(entries);
        });
  }

  private List<Entry> done(long id, String receipt) {
    return database
        .jdbc()
        .sql(Sql.of("writeback/done"))
        .param("id", id)
        .param("now", now())
        .query((row, n) -> entry(row, receipt))
        .list();
  }

  /** The source is left alone for so long: its pace. */
  public void rest(String source, Duration time) {
    database
        .jdbc()
        .sql(Sql.of("writeback/rest"))
        .param("source", source)
        .param("until", Timestamp.from(clock.instant().plus(time)))
        .update();
  }

  /** It failed by its own fault: back-off, then dead. Returns true when it is dead now. */
  public boolean failed(long id, String cause) {
    return database
        .jdbc()
        .sql(Sql.of("writeback/failed"))
        .param("id", id)
        .param("cause", cause)
        .param("now", now())
        .query(String.class)
        .optional()
        .filter("dead"::equals)
        .isPresent();
  }

  /** Their source cannot be written to: all of its write-backs wait, no attempt is counted. */
  public void release(String source, String owner, String cause, Duration wait) {
    database
        .jdbc()
        .sql(Sql.of("writeback/release"))
        .param("source", source)
        .param("owner", owner)
        .param("cause", cause)
        .param("now", now())
        .param("until", Timestamp.from(clock.instant().plus(wait)))
        .update();
  }

  private Entry entry(ResultSet row, String receipt) throws SQLException {
    Map<String, String> detail =
        new TreeMap<>(
            Map.of(
                "key", row.getString("key"),
                "target", row.getString("target"),
                "receipt", receipt));
    return new Entry(
        clock.instant(),
        row.getString("kind") + " written",
        "write-back",
        row.getLong("company_id"),
        row.getObject("account_id", Long.class),
        row.getObject("act_id", Long.class),
        detail,
        null,
        null);
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
