package io.relance.support;

import io.relance.store.Database;
import java.time.LocalDate;
import java.util.Map;

/**
 * A small ledger in which reminders were sent: source acme, company 1, debtors as a test needs
 * them.
 */
public final class Reminded {
  private final Database database;
  private final long company;
  private final long run;

  private final String source;

  public Reminded(Database database) {
    this(database, "acme");
  }

  public Reminded(Database database, String source) {
    this.database = database;
    this.source = source;
    this.company =
        id(
            "insert into company (source, key, name) values (:source, '1', 'ACME') returning id",
            Map.of("source", source));
    this.run =
        id(
            """
            insert into run (code, company_id, business_day, operator, state, outward, started_at)
            values (:source || '-R1', (select max(id) from company), date '2026-11-20', 'schedule', 'done', 'on', now()) returning id
            """,
            Map.of("source", source));
    database
        .jdbc()
        .sql("insert into feed (company_id) values (:company)")
        .param("company", company)
        .update();
  }

  public long company() {
    return company;
  }

  /** A debtor with one account in euros; answers with the account. */
  public long account(String debtor) {
    long account =
        id(
            """
            with d as (insert into debtor (company_id, key, name) values (:company, :key, :key) returning id)
            insert into account (debtor_id, company_id, currency) select id, :company, 'EUR' from d returning id
            """,
            Map.of("company", company, "key", debtor));
    database
        .jdbc()
        .sql("insert into account_state (account_id) values (:id)")
        .param("id", account)
        .update();
    return account;
  }

  /** One open invoice, due on that day, of the policy classic. */
  public long item(long account, String document, LocalDate due, int level) {
    return id(
        """
        insert into item (account_id, company_id, key, document, kind, number, due, original, open, policy, level)
        values (:account, :company, :document, :document, 'invoice', :document, :due, 100, 100, 'classic', :level)
        returning id
        """,
        Map.of(
            "account",
            account,
            "company",
            company,
            "document",
            document,
            "due",
            due,
            "level",
            level));
  }

  /** An e-mail sent on that day that asked for these items, which are at its level from now on. */
  public long act(long account, int level, LocalDate day, long... items) {
    long act =
        id(
            """
            insert into act (run_id, decision_id, company_id, account_id, source, policy, policy_version, level, level_name, marker,
              channel, purpose, role, template, business_day, items_digest, asked, currency, state, next_attempt, created_at, sent_at)
            values (:run, 1, :company, :account, :source, 'classic', '1', :level, 'Reminder ' || :level, 'R' || :level,
              'email', 'overdue', 'billing', 'reminder-' || :level, :day, 1, 100, 'EUR', 'sent', now(), now(),
              :day::timestamp at time zone 'Europe/Paris' + interval '9 hours')
            returning id
            """,
            Map.of(
                "run", run, "company", company, "account", account, "level", level, "day", day,
                "source", source));
    for (long item : items) {
      update(
          "insert into act_item (act_id, item_id, open, overdue) values (:act, :item, 100, true)",
          Map.of("act", act, "item", item));
      update(
          "update item set level = :level where id = :item", Map.of("level", level, "item", item));
    }
    return act;
  }

  /** Any statement of a test's own. */
  public void update(String sql, Map<String, ?> params) {
    database.jdbc().sql(sql).params(params).update();
  }

  private long id(String sql) {
    return id(sql, Map.of());
  }

  private long id(String sql, Map<String, ?> params) {
    return database.jdbc().sql(sql).params(params).query(Long.class).single();
  }
}
