-- One source over all its companies: as fresh as the stalest of them. Today is each company's own day.
select case when count(feed.swept_at) = count(*) then min(feed.swept_at) end as swept_at,
       case when count(greatest(feed.read_at, feed.swept_at)) = count(*) then min(greatest(feed.read_at, feed.swept_at)) end as read_at,
       coalesce(bool_or(feed.paused), false) as paused,
       coalesce(string_agg(company.key || ': ' || feed.trouble, '; ' order by company.key), '') as trouble,
       (select count(*) from item join company c on c.id = item.company_id where c.source = :source and item.open <> 0) as open_items,
       (select coalesce(sum(run.accounts), 0) from run join company c on c.id = run.company_id
         where c.source = :source and run.business_day = (:now::timestamptz at time zone c.zone)::date) as decisions_today,
       (select count(*) from writeback where source = :source and state in ('queued', 'failed', 'claimed')) as write_backs
  from company
  left join feed on feed.company_id = company.id
 where company.source = :source
