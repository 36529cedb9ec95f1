select act.id, act.company_id, act.account_id
  from act
  join run on run.id = act.run_id
 where act.state in ('planned', 'approved', 'queued', 'failed') and coalesce(act.opens_on, run.business_day) < :oldest
 order by act.id
 limit 1000
   for update of act skip locked
