-- What this node is still sending stays its own; what another one has taken over meanwhile does not come back.
update act set lease_until = :lease::timestamptz
 where id = any(:acts) and state = 'sending' and owner = :owner and lease_until > :now::timestamptz
returning id
