-- Even those already marked are written: a run that is deciding them now sees that its answer is old.
with due as (
  select account_id from account_state where account_id in (select account_id from touched) order by account_id for update)
update account_state s set review_on = '-infinity' from due where s.account_id = due.account_id
