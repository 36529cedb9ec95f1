-- The subscriber's trouble, not the events': all of them wait, 5, 10, 20 … seconds, at most 5 minutes unless it asks for more.
with resting as (
  update subscriber
     set failures = failures + 1, cause = :cause,
         rests_until = :now::timestamptz
           + greatest(least(interval '5 seconds' * power(2, least(failures, 10)), interval '5 minutes'), make_interval(secs => :seconds))
   where name = :subscriber
)
update event set state = 'waiting', owner = null, lease_until = null
 where subscriber = :subscriber and state = 'claimed' and owner = :owner
