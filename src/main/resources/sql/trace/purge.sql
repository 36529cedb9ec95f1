-- What is old, and all of whoever does not agree any more.
delete from act_trace t
 using act a
  join account on account.id = a.account_id
  join debtor on debtor.id = account.debtor_id
 where a.id = t.act_id and (t.at < :before::timestamptz or not (:consent = '*' or :consent = any(debtor.tags)))
