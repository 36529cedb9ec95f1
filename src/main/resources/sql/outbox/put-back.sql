-- Nothing left, nobody's fault: as before the claim, a little later. What may have left before stays uncertain.
update act
   set state = case when sending_at is null then 'queued' else 'uncertain' end,
       next_attempt = :next::timestamptz, cause = :cause, owner = null, lease_until = null
 where id = any(:acts) and state = 'claimed' and owner = :owner
returning id
