-- What came is marked, so that a sweep begun earlier leaves it alone. What did not come stays as it is: only a reading
-- with its proof retires an item.
update item i set reread_at = :now from staged_item s
 where i.company_id = :company and i.key = s.key and i.key = any(cast(:keys as text[]))
