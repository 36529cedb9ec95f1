-- A payment of an item that was settled before may be what its thanks wait for (decision 0009).
with merged as (
  insert into payment as p (company_id, key, item_key, debtor_key, paid_on, amount, currency, seen_at)
  select :company, key, item_key, debtor_key, paid_on, amount, currency, cast(:now as timestamptz) from staged_payment
  on conflict (company_id, key) do update
     set item_key = excluded.item_key, debtor_key = excluded.debtor_key, paid_on = excluded.paid_on,
         amount = excluded.amount, currency = excluded.currency
   where (p.item_key, p.debtor_key, p.paid_on, p.amount, p.currency)
         is distinct from (excluded.item_key, excluded.debtor_key, excluded.paid_on, excluded.amount, excluded.currency)
  returning p.item_key)
insert into touched
select distinct i.account_id, cast(null as date)
  from merged m join item i on i.company_id = :company and i.key = m.item_key
 where i.settled_at > cast(:now as timestamptz) - interval '60 days'
