-- Those who could not be written to under another rule.
with again as (
  delete from unreachable where rule <> :rule returning account_id
)
update account_state s set review_on = '-infinity' from again where s.account_id = again.account_id returning s.account_id
