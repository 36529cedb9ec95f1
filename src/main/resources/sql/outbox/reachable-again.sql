-- Whose contacts changed, who owes nothing any more, and, once a week, all others: to be decided again.
with again as (
  delete from unreachable u
   using account a
   where a.id = u.account_id and a.company_id = :company
     and (u.print <> contact_print(a.debtor_id, u.most) or u.at < :now::timestamptz - interval '7 days'
          or not exists (select from item i where i.account_id = a.id and i.open > 0))
  returning u.account_id
)
update account_state s set review_on = '-infinity' from again where s.account_id = again.account_id returning s.account_id
