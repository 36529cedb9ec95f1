-- With their parties, in the order of their ids as everybody who locks accounts of several companies.
with due as (
  select account_id
    from account_state
   where account_id in (select unnest(cast(:ids as bigint[]))
                        union all
                        select other_id from party_account where account_id = any(:ids))
   order by account_id
     for update
)
update account_state s set review_on = '-infinity', to_plan = false from due where s.account_id = due.account_id
