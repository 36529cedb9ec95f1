insert into payment as p (company_id, key, item_key, debtor_key, paid_on, amount, currency)
select :company, key, item_key, debtor_key, paid_on, amount, currency from staged_payment
on conflict (company_id, key) do update
   set item_key = excluded.item_key, debtor_key = excluded.debtor_key, paid_on = excluded.paid_on,
       amount = excluded.amount, currency = excluded.currency
 where (p.item_key, p.debtor_key, p.paid_on, p.amount, p.currency)
       is distinct from (excluded.item_key, excluded.debtor_key, excluded.paid_on, excluded.amount, excluded.currency)
