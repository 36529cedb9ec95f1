with freed as (
  delete from step where act_id = any(:acts) and not taken
), mine as (
  select account_id from act where id = any(:acts)
), due as (
  select account_id
    from account_state
   where account_id in (select account_id from mine
                        union all
                        select other_id from party_account where account_id in (select account_id from mine))
   order by account_id
     for update
)
update account_state s set review_on = '-infinity' from due where s.account_id = due.account_id
