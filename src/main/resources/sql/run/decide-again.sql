update account_state set review_on = '-infinity', to_plan = false where account_id = any(:ids)
