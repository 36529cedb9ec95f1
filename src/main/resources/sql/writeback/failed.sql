-- Tried again after 1, 2, 4 … minutes, at most 6 hours; after ten attempts a person must look.
update writeback
   set attempts = attempts + 1, cause = :cause, owner = null, lease_until = null,
       state = case when attempts + 1 >= 10 then 'dead' else 'failed' end,
       next_attempt = :now::timestamptz + least(interval '1 minute' * power(2, attempts), interval '6 hours')
 where id = :id and state = 'claimed'
returning state
