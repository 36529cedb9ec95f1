-- Tried again after 10, 20, 40 … seconds, at most 1 hour; when that went on too long, it is dead.
update event
   set attempts = attempts + 1, cause = :cause, owner = null, lease_until = null, failing_since = coalesce(failing_since, :now::timestamptz),
       state = case when failing_since < :now::timestamptz - make_interval(hours => :hours) then 'dead' else 'waiting' end,
       next_attempt = :now::timestamptz + least(interval '10 seconds' * power(2, least(attempts, 10)), interval '1 hour')
 where id = :id and state = 'claimed' and owner = :owner
returning state
