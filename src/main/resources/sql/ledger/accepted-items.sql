-- What does not come any more and was missing in that sweep too.
select count(*)
  from absent_item a
  join item i on i.id = a.id
 where i.open <> 0
   and not exists (select from staged_item s where s.key = i.key)
   and i.id in (select unnest(missing_items) from sweep where id = :sweep)
