-- A person approved these items at this level; the policy that was approved names this way, too. It gets stale from its own day on.
update act
   set approved_by = first.approved_by, opens_on = coalesce(act.opens_on, run.business_day)
  from act first, run
 where first.id = :first and act.id = any(:acts) and run.id = act.run_id
