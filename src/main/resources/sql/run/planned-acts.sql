select id, account_id, policy, policy_version, level, purpose, item_id, items_digest from act
 where run_id = :run and state = 'planned' order by account_id, id for update
