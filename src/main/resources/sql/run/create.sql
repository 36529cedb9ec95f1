insert into run (code, company_id, business_day, operator, state, outward, started_at)
select 'R' || to_char(cast(:day as date), 'YYYYMMDD') || '-' || c.source || '-' || c.key || '-'
           || lpad(cast(count(r.id) + 1 as text), 2, '0'),
       c.id, :day, :operator, 'deciding', :outward, :now
  from company c
  left join run r on r.company_id = c.id and r.business_day = :day
 where c.id = :company
 group by c.id
returning id
