update act
   set state = 'sent', sent_at = :now::timestamptz, receipt = r.receipt, cause = null, owner = null, lease_until = null
  from unnest(:acts::bigint[], :receipts::text[]) as r(id, receipt)
 where act.id = r.id and act.state in ('sending', 'uncertain')
returning act.id
