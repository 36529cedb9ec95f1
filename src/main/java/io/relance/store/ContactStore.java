package io.relance.store;

import io.relance.journal.Entry;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Accounts that no message can reach, and of which colleagues were told. */
public final class ContactStore {
  private final Database database;
  private final JournalStore journal;
  private final Clock clock;

  public ContactStore(Database database, JournalStore journal, Clock clock) {
    this.database = database;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * One whose contact a colleague is to put right.
   *
   * @param key the same as long as its contacts are what they are
   * @param debtor the ERP's key
   * @param today the company's day
   * @param items what is overdue
   * @param room how many may still be given today in that company
   */
  public record Lost(
      long account,
      String currency,
      long companyId,
      String source,
      String company,
      String debtor,
      String key,
      LocalDate today,
      List<Long> items,
      int room) {}

  /**
   * Those of these sources of whom no colleague was told, whoever owes most first.
   *
   * @param most a day and company
   */
  public List<Lost> due(Collection<String> sources, int most) {
    return database
        .jdbc()
        .sql(Sql.of("contact/due"))
        .param("sources", sources.toArray(String[]::new))
        .param("most", most)
        .param("now", At.of(clock.instant()))
        .query((row, n) -> lost(row))
        .list();
  }

  private static Lost lost(ResultSet row) throws SQLException {
    return new Lost(
        row.getLong("account"),
        row.getString("currency"),
        row.getLong("company_id"),
        row.getString("source"),
        row.getString("company"),
        row.getString("debtor"),
        row.getString("key"),
        row.getObject("today", LocalDate.class),
        List.of((Long[]) row.getArray("items").getArray()),
        row.getInt("room"));
  }

  /** A colleague has it: kept and journaled in one commit, once. */
  public void given(Lost lost, String receipt) {
    database.inTransaction(
        () -> {
          int kept =
              database
                  .jdbc()
                  .sql(Sql.of("contact/given"))
                  .param("key", lost.key())
                  .param("account", lost.account())
                  .param("receipt", receipt)
                  .param("today", lost.today())
                  .update();
          if (kept > 0) {
            journal.append(List.of(entry(lost, receipt)));
          }
        });
  }

  private Entry entry(Lost lost, String receipt) {
    return new Entry(
        clock.instant(),
        "contact asked for",
        "contacts",
        lost.companyId(),
        lost.account(),
        null,
        Map.of("receipt", receipt, "key", lost.key()),
        null,
        null);
  }
}
