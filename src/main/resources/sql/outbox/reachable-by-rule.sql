-- Those who could not be written to under another rule.
with again as (
  delete from unreachable where rule <> :rule returning account_id
), due as (
  select account_id from account_state
   where account_id in (select account_id from again
                        union all
                        select other_id from party_account where account_id in (select account_id from again))
   order by account_id
     for update
)
update account_state s set review_on = '-infinity' from due where s.account_id = due.account_id returning s.account_id
