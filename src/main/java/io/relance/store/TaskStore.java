package io.relance.store;

import io.relance.journal.Entry;
import io.relance.outbox.Feedback;
import io.relance.policy.Hold;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Tasks that colleagues were given in an ERP, until it is known what came of them. */
public final class TaskStore {
  private final Database database;
  private final JournalStore journal;
  private final HoldStore holds;
  private final Clock clock;

  public TaskStore(Database database, JournalStore journal, HoldStore holds, Clock clock) {
    this.database = database;
    this.journal = journal;
    this.holds = holds;
    this.clock = clock;
  }

  /**
   * One that nobody has answered for.
   *
   * @param id the ERP's own
   * @param target the debtor's key
   */
  public record Open(long act, String company, String id, String key, String target) {}

  /** The documents that an act asks for, in the ERP's own keys. */
  public List<String> documents(long act) {
    return database
        .jdbc()
        .sql(Sql.of("task/documents"))
        .param("act", act)
        .query(String.class)
        .list();
  }

  /** The ERP has it; once, however often it is said. */
  public void put(long act, String source, String id, String key, String target) {
    database
        .jdbc()
        .sql(Sql.of("task/put"))
        .param("act", act)
        .param("source", source)
        .param("erp", id)
        .param("key", key)
        .param("target", target)
        .param("now", now())
        .update();
  }

  /** Those of a source that nobody has answered for, at most 2,000. */
  public List<Open> open(String source) {
    return database
        .jdbc()
        .sql(Sql.of("task/open"))
        .param("source", source)
        .query(Open.class)
        .list();
  }

  /**
   * A colleague did it, or dropped it: kept and journaled in one commit, once; a promise holds the
   * account until its day.
   *
   * @param state done or dropped
   */
  public void end(long act, String state, Feedback said) {
    database.inTransaction(
        () -> {
          Optional<Entry> entry =
              database
                  .jdbc()
                  .sql(Sql.of("task/end"))
                  .param("act", act)
                  .param("state", state)
                  .param("result", said.kind().word())
                  .param("promised", said.until(), Types.DATE)
                  .param("said", said.text())
                  .param("now", now())
                  .query(
                      (row, n) ->
                          entry(
                              row.getLong("company_id"),
                              row.getLong("account_id"),
                              act,
                              row.getString("erp_id"),
                              state,
                              said))
                  .optional();
          entry.ifPresent(one -> keep(one, said));
        });
  }

  private void keep(Entry entry, Feedback said) {
    journal.append(List.of(entry));
    if (said.until() != null) {
      holds.put(List.of(entry.account()), Hold.Why.PROMISE, said.until(), said.text(), "task");
    }
  }

  private Entry entry(
      long company, long account, long act, String erp, String state, Feedback said) {
    Map<String, String> detail = new TreeMap<>(Map.of("task", erp, "said", said.text()));
    if (state.equals("done")) {
      detail.put("result", said.kind().word());
    }
    if (said.until() != null) {
      detail.put("until", said.until().toString());
    }
    return Entry.ofAct(clock.instant(), "task " + state, "outcomes", company, account, act, detail);
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
