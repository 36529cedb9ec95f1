-- Replies that nobody answered, to be said again: last said on that day or before.
update account_hold h set reminded_on = :today::date
  from account a
  join debtor d on d.id = a.debtor_id
  join company c on c.id = a.company_id
 where h.why = 'reply' and h.reminded_on <= :before::date and a.id = h.account_id
   and exists (select from item where item.account_id = a.id and item.open > 0)
returning h.account_id as account, c.source || '/' || c.key || '/' || d.key as who, d.name, h.why, h.since, h.until, h.note, h.actor
