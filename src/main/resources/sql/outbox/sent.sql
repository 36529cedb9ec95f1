update act
   set state = 'sent', sent_at = :now::timestamptz, receipt = r.receipt, gateway_id = nullif(r.gateway_id, ''), cause = null, owner = null, lease_until = null
  from unnest(:acts::bigint[], :receipts::text[], :gatewayIds::text[]) as r(id, receipt, gateway_id)
 where act.id = r.id and act.state in ('sending', 'uncertain')
returning act.id
