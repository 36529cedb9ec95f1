-- Acts per day of the last twenty days on which a run sent something outside.
select percentile_cont(0.5) within group (order by acts)
  from (select sum(acts) as acts from run
         where company_id = :company and business_day < :day and acts > 0 and outward in ('canary', 'on')
           and state in ('planned', 'executing', 'done')
         group by business_day order by business_day desc limit 20) d
