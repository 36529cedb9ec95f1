select act.id, act.account_id, act.policy, act.policy_version, act.level, act.purpose, act.item_id, act.items_digest, takes_place(act) as instead
  from act
 where run_id = :run and state = 'planned' order by account_id, id for update
