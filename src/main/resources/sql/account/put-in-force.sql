-- An account that was written meanwhile keeps its mark and is decided again by the next run. The array makes each lot
-- look up its own accounts only: the table has no statistics, and would be read whole.
update account_state s
   set review_on = d.review_on, digest = d.digest, decision_id = coalesce(d.decision_id, s.decision_id), to_plan = d.to_plan
  from decided d
 where s.account_id = any (array(select account_id from decided)) and s.account_id = d.account_id and s.xmin = d.version
