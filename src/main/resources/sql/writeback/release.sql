-- The source's fault, not theirs: no attempt is counted, all of them wait.
update writeback
   set state = case when state = 'claimed' then 'failed' else state end, cause = :cause, owner = null, lease_until = null,
       next_attempt = greatest(next_attempt, :until)
 where source = :source
   and (state in ('queued', 'failed') or (state = 'claimed' and (owner = :owner or lease_until < :now)))
