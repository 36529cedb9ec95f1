-- Those who could not be written to under another rule.
with again as (
  delete from unreachable where rule <> :rule returning account_id
)
update account_state s set review_on = '-infinity'
 where s.account_id in (select account_id from again
                        union all
                        select other_id from party_account where account_id in (select account_id from again))
returning s.account_id
