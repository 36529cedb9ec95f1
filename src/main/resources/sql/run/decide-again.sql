update account_state set review_on = '-infinity', to_plan = false
 where account_id in (select unnest(cast(:ids as bigint[]))
                      union all
                      select other_id from party_account where account_id = any(:ids))
