-- The one automatic resend of an uncertain act: nothing but its state changes.
update act
   set state = 'sending', sending_at = :now::timestamptz, lease_until = :lease::timestamptz, resends = 1
 where id = any(:acts) and state = 'claimed' and owner = :owner and lease_until > :now::timestamptz and sending_at is not null
returning id, payload_id
