-- Leases that ended: what cannot have left goes back, what may have left is uncertain, and waits for a person (resends = 1)
-- where its channel does not send again by itself.
update act
   set resends = case when state = 'sending' and not channel = any(:resending) then 1 else resends end,
       state = case when state = 'claimed' and sending_at is null then 'queued' else 'uncertain' end,
       next_attempt = case when state = 'sending' then :resendAt::timestamptz else next_attempt end,
       cause = case when state = 'sending' then 'node ' || owner || ' stopped while it was sending' end,
       owner = null, lease_until = null
 where id in (select id from act where state in ('claimed', 'sending') and lease_until < :now::timestamptz for update skip locked)
returning id, company_id, account_id, state, state = 'uncertain' and resends > 0 as needs_person, coalesce(cause, '') as cause
