update sweep
   set missing_items = (select array_agg(i.id) from absent_item a join item i on i.id = a.id
                         where i.open <> 0 and not exists (select from staged_item s where s.key = i.key))
 where id = :id
