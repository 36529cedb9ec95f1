copy decision (id, account_id, run_id, from_day, policy, policy_version, outcome, level, reason, args, until, overdue, credit,
               coming, item_ids, item_reasons, item_levels, item_args, item_next) from stdin (format binary)
