-- One late invoice, one friendly reminder for each of these debtors.
with n as (
  select g as i from generate_series(:from::int, :to::int) as g
), d as (
  insert into debtor (company_id, key, name, language)
  select :company, 'D' || i, 'Débiteur ' || i, 'fr' from n
  returning id, key
), c as (
  insert into contact (debtor_id, key, role, name, email)
  select id, 'C' || key, 'billing', 'Jeanne Martin', lower(key) || '@debtor.example' from d
), a as (
  insert into account (debtor_id, company_id, currency) select id, :company, 'EUR' from d returning id, debtor_id
), s as (
  insert into account_state (account_id, review_on) select id, :today from a
), t as (
  insert into item (account_id, company_id, key, document, kind, number, due, original, open)
  select a.id, :company, 'I' || d.key, 'INV-' || d.key, 'invoice', 'INV-' || d.key, :today - 4, 120, 120
    from a join d on d.id = a.debtor_id
  returning id, account_id
), act as (
  insert into act (run_id, decision_id, company_id, account_id, source, policy, policy_version, level, level_name, marker, channel,
                   purpose, role, template, business_day, items_digest, asked, currency, state, next_attempt, created_at)
  select (select max(id) from run), 0, :company, t.account_id, 'acme', 'courteous', 'v', 2, 'Friendly', 'R1', 'email',
         'overdue', 'billing', 'friendly', :today, 0, 120, 'EUR', 'queued', :now::timestamptz, :now::timestamptz
    from t
  returning id, account_id
), l as (
  insert into act_item (act_id, item_id, open, overdue) select act.id, t.id, 120, true from act join t on t.account_id = act.account_id
)
insert into step (item_id, policy, cycle, level, occurrence, channel, role, act_id)
select t.id, 'courteous', 1, 2, 0, 'email', 'billing', act.id from act join t on t.account_id = act.account_id
