select i.key
  from item i
 where i.company_id = :company and i.open <> 0
   and not exists (select from staged_item s where s.key = i.key)
 order by i.key
