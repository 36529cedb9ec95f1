-- Not to be sent again by itself: a person must look.
update act
   set state = 'uncertain', resends = 1, cause = :cause, owner = null, lease_until = null
 where id = any(:acts) and state = 'claimed' and sending_at is not null
returning id
