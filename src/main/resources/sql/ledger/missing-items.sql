select i.key
  from absent_item a
  join item i on i.id = a.id
 where i.open <> 0
   and not exists (select from staged_item s where s.key = i.key)
 order by i.key
