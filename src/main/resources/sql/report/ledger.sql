-- per company and currency: debtors, open items, what is late on :today, what is open; credits are negative
select c.source || '/' || c.key as company, c.name, a.currency,
       count(distinct a.debtor_id) as debtors, count(*) as items,
       coalesce(sum(i.open) filter (where i.due < :today and i.open > 0), 0) as overdue,
       sum(i.open) as open
  from item i
  join account a on a.id = i.account_id
  join company c on c.id = a.company_id
 where i.open <> 0
 group by c.id, a.currency
 order by c.source, c.key, a.currency
