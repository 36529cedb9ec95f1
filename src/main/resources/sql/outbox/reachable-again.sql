-- Whose contacts changed, who owes nothing any more, and, once a week, all others: to be decided again, with their parties.
with again as (
  select u.account_id
    from unreachable u
    join account a on a.id = u.account_id
   where a.company_id = :company
     and (u.print <> contact_print(a.debtor_id, u.most) or u.at < :now::timestamptz - interval '7 days'
          or not exists (select from item i
                          where i.open > 0 and i.account_id in (select a.id
                                                                union all
                                                                select other_id from party_account where account_id = a.id)))
), everybody as (
  select account_id from again
  union
  select other_id from party_account where account_id in (select account_id from again)
), freed as (
  delete from unreachable where account_id in (select account_id from everybody)
), due as (
  select account_id from account_state where account_id in (select account_id from everybody) order by account_id for update
)
update account_state s set review_on = '-infinity' from due where s.account_id = due.account_id returning s.account_id
