select id, key, coalesce(number, key) as number, kind, due, original, open, cycle, level, occurrence, level_on, start_level, start_on, settled_as
  from item
 where account_id = :account
 order by due, id
