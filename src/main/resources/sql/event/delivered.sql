with healthy as (
  update subscriber set failures = 0, rests_until = '-infinity', cause = null where name = :subscriber and cause is not null
)
update event set state = 'delivered', delivered_at = :now, attempts = attempts + 1, cause = null, owner = null, lease_until = null
 where id = :id and state = 'claimed' and owner = :owner
