select act.id, act.company_id, act.account_id
  from act
 where act.state in ('planned', 'approved', 'queued', 'failed') and coalesce(act.opens_on, act.business_day) < :oldest
 order by act.id
 limit 1000
   for update skip locked
