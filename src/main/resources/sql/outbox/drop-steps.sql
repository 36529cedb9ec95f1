delete from step
 where act_id = any(:changed) and not taken
   and (act_id, item_id, level, occurrence) not in (select * from unnest(:acts::bigint[], :items::bigint[], :levels::int[], :occurrences::int[]))
