select h.account_id as account, c.source || '/' || c.key || '/' || d.key as who, d.name, h.why, h.since, h.until, h.note, h.actor
  from account_hold h
  join account a on a.id = h.account_id
  join debtor d on d.id = a.debtor_id
  join company c on c.id = a.company_id
 where h.until is null or h.until >= (:now::timestamptz at time zone c.zone)::date
 order by h.since, h.account_id
