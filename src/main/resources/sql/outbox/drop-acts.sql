-- Cancelled or dead before it left.
update act
   set state = :state, cause = d.cause, owner = null, lease_until = null
  from unnest(:acts::bigint[], :causes::text[]) as d(id, cause)
 where act.id = d.id and act.state in ('claimed', 'queued', 'failed', 'planned', 'approved') and act.sending_at is null
returning act.id
