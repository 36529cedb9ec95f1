-- Decided again, with their parties, in the order of their ids.
with due as (
  select account_id
    from account_state
   where account_id in (select unnest(:accounts::bigint[])
                        union all
                        select other_id from party_account where account_id = any(:accounts))
   order by account_id
     for update
)
update account_state s set review_on = '-infinity' from due where s.account_id = due.account_id
