select coalesce(sum(acts), 0) from run
 where company_id = :company and business_day = :day and id <> :run and outward in ('canary', 'on')
   and state in ('planned', 'executing', 'done')
