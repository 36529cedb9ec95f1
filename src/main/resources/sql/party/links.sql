select l.debtor_id as debtor, l.party, l.how, coalesce(w.why, l.why) as why, coalesce(w.actor, l.actor) as actor, l.at,
       d.company_id as company, d.key
  from debtor_link l
  join debtor d on d.id = l.debtor_id
  left join debtor_word w on w.debtor_id = l.debtor_id and l.how = 'person'
 order by l.party, l.debtor_id
