-- What an attempt that did not end with yes makes of its act, unless another node has taken it over meanwhile.
-- Only what may have left keeps its sending_at; resends = 1: it leaves no more by itself, a person must look.
update act
   set state = e.state, cause = e.cause, attempts = e.attempts, next_attempt = e.next::timestamptz, resends = e.person::int, receipt = e.receipt,
       sending_at = case when e.state = 'uncertain' then act.sending_at end, owner = null, lease_until = null
  from unnest(:acts::bigint[], :states::text[], :causes::text[], :attempts::int[], :nexts::text[], :persons::boolean[], :receipts::text[])
         as e(id, state, cause, attempts, next, person, receipt)
 where act.id = e.id and act.state = 'sending' and act.owner = :owner
returning act.id
