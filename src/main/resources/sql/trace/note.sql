-- Once, of a message that left not too long ago to a debtor who agrees still.
insert into act_trace (act_id, kind, at)
select a.id, :kind, :now::timestamptz
  from act a
  join account on account.id = a.account_id
  join debtor on debtor.id = account.debtor_id
 where a.id = :act and a.channel = 'email' and not a.redirected and a.sending_at >= :since::timestamptz
   and (:consent = '*' or :consent = any(debtor.tags))
on conflict do nothing
