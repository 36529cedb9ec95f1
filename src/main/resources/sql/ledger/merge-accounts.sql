with wanted as (
  select debtor_key, currency from staged_item where open <> 0
  union select debtor_key, currency from staged_quote),
opened as (
  insert into account (debtor_id, company_id, currency)
  select d.id, :company, w.currency
    from wanted w join debtor d on d.company_id = :company and d.key = w.debtor_key
   where not exists (select from account a where a.debtor_id = d.id and a.currency = w.currency)
  on conflict do nothing
  returning id)
insert into account_state (account_id) select id from opened
