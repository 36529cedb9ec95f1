update account_state set to_plan = false, review_on = :day
 where account_id = any(:ids)
