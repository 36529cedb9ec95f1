insert into quote as q (company_id, account_id, key, number, sent_on, valid_until, amount, salesperson, status,
                        last_activity, link)
select :company, a.id, s.key, s.number, s.sent_on, s.valid_until, s.amount, s.salesperson, s.status, s.last_activity, s.link
  from staged_quote s
  join debtor d on d.company_id = :company and d.key = s.debtor_key
  join account a on a.debtor_id = d.id and a.currency = s.currency
on conflict (company_id, key) do update
   set account_id = excluded.account_id, number = excluded.number, sent_on = excluded.sent_on,
       valid_until = excluded.valid_until, amount = excluded.amount, salesperson = excluded.salesperson,
       status = excluded.status, last_activity = excluded.last_activity, link = excluded.link
 where (q.account_id, q.number, q.sent_on, q.valid_until, q.amount, q.salesperson, q.status, q.last_activity, q.link)
       is distinct from (excluded.account_id, excluded.number, excluded.sent_on, excluded.valid_until, excluded.amount,
                         excluded.salesperson, excluded.status, excluded.last_activity, excluded.link)
