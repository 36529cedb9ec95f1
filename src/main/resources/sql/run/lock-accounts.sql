select account_id, decision_id from account_state where account_id = any(:ids) and to_plan order by account_id for update
