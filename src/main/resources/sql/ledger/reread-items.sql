-- What was asked for and did not come is gone; all are marked, so that a sweep begun earlier leaves them alone.
with reread as (
  update item i
     set reread_at = :now,
         open = case when s.key is null then 0 else i.open end,
         settled_at = case when s.key is null and i.open <> 0 then :now else i.settled_at end,
         settled_as = case when s.key is null and i.open <> 0 then 'gone' else i.settled_as end
    from unnest(cast(:keys as text[])) as k(key)
    left join staged_item s on s.key = k.key
   where i.company_id = :company and i.key = k.key
  returning i.account_id, s.key is null as gone)
insert into touched select account_id from reread where gone
