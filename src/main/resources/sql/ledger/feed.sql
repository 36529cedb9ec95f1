select f.cursor, f.mark, f.identity, f.swept_at, f.read_at,
       (select max(started_at) from sweep where company_id = f.company_id and mode = 'sweep') as tried_at
  from feed f where f.company_id = :company
