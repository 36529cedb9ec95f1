-- Outside their hours: as before the claim, to be looked at when they open. What may have left before stays uncertain.
update act
   set state = case when act.state <> 'claimed' then act.state when sending_at is null then 'queued' else 'uncertain' end,
       next_attempt = w.until::timestamptz, opens_at = w.until::timestamptz, opens_on = coalesce(opens_on, left(w.until, 10)::date),
       waits = w.text, owner = null, lease_until = null
  from unnest(:acts::bigint[], :untils::text[], :texts::text[]) as w(id, until, text)
 where act.id = w.id and (act.state in ('planned', 'approved', 'queued') or act.state = 'claimed' and act.owner = :owner)
