-- The accounts of its party, the one that speaks for them first; none when it is alone.
select b.id as account, c.source || '/' || c.key as company, d.key as debtor, d.name, l.how, coalesce(w.why, l.why) as why,
       coalesce(w.actor, l.actor) as by, l.at as since, coalesce(o.mode, 'off') as outward
  from party_account p
  join account_state s on s.account_id = p.other_id
  join account b on b.id = p.other_id
  join debtor d on d.id = b.debtor_id
  join debtor_link l on l.debtor_id = d.id
  left join debtor_word w on w.debtor_id = d.id and l.how = 'person'
  join company c on c.id = b.company_id
  left join outward o on o.company_id = c.id
 where p.account_id = :account
 order by b.id <> s.lead_id, b.id
