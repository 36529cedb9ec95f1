insert into act_item (act_id, item_id, open, overdue)
select * from unnest(:acts::bigint[], :items::bigint[], :opens::numeric[], :overdue::boolean[])
    on conflict (act_id, item_id) do update set open = excluded.open, overdue = excluded.overdue
 where (act_item.open, act_item.overdue) is distinct from (excluded.open, excluded.overdue)
