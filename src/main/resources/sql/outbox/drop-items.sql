delete from act_item
 where act_id = any(:changed)
   and (act_id, item_id) not in (select * from unnest(:acts::bigint[], :items::bigint[]))
