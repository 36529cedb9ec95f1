select from_day, lead(from_day) over (order by id) as to_day, policy, policy_version, outcome, level, reason, args, until,
       overdue, credit, coming, item_ids, item_reasons, item_levels, item_args, item_next
  from decision
 where account_id = :account
 order by id
