select f.cursor, f.mark, f.identity, f.swept_at, f.read_at, f.doubted,
       (select max(started_at) from sweep where company_id = f.company_id and mode = 'sweep') as tried_at,
       coalesce((select s.released_by is not null from sweep s where s.company_id = f.company_id and s.mode = 'sweep'
                    and s.state in ('whole', 'held') order by s.id desc limit 1), false) as released
  from feed f where f.company_id = :company
