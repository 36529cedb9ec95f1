package io.relance.store;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Where the whole house stands on one day, in a few rows. */
public final class SummaryStore {
  private final Database database;

  public SummaryStore(Database database) {
    this.database = database;
  }

  /** One company's ledger in one currency. */
  public record Ledger(
      String company,
      String name,
      String currency,
      long debtors,
      long items,
      BigDecimal overdue,
      BigDecimal open) {}

  /** Acts of one day that share level and state; state {@code waiting} = until its hours. */
  public record Acts(
      String company,
      String policy,
      int level,
      String levelName,
      String channel,
      String state,
      String currency,
      long acts,
      BigDecimal asked) {}

  /** Accounts whose decision in force has this reason. */
  public record Reasons(String outcome, String reason, long accounts) {}

  /** What is owed, per company and currency. */
  public List<Ledger> ledger(LocalDate today) {
    return rows("report/ledger", today, Ledger.class);
  }

  /** What was planned, sent or failed on that business day. */
  public List<Acts> acts(LocalDate day) {
    return rows("report/acts", day, Acts.class);
  }

  /** Why accounts are where they are. */
  public List<Reasons> reasons() {
    return database.jdbc().sql(Sql.of("report/reasons")).query(Reasons.class).list();
  }

  /** Write-backs that are not done and not given up. */
  public long writebacksOpen() {
    return database.jdbc().sql(Sql.of("report/writebacks-open")).query(Long.class).single();
  }

  private <T> List<T> rows(String statement, LocalDate today, Class<T> type) {
    return database.jdbc().sql(Sql.of(statement)).param("today", today).query(type).list();
  }
}
