select a.id, c.source || '/' || c.key as company, c.name as company_name, c.zone, d.key as debtor, d.name, a.currency,
       s.last_contact, s.contacts, s.marker, nullif(s.review_on, '-infinity') as review_on, coalesce(o.mode, 'off') as outward
  from account a
  join company c on c.id = a.company_id
  join debtor d on d.id = a.debtor_id
  join account_state s on s.account_id = a.id
  left join outward o on o.company_id = c.id
 where a.id = :account
