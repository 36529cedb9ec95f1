-- the acts of :today by company, level and state; one that was told to wait for its hours is 'waiting'
select c.source || '/' || c.key as company, t.policy, t.level, t.level_name, t.channel, s.state, t.currency,
       count(*) as acts, sum(t.asked) as asked
  from act t
  join company c on c.id = t.company_id
 cross join lateral (select case when t.state = 'queued' and t.opens_at is not null then 'waiting' else t.state end as state) s
 where t.business_day = :today
 group by c.id, t.policy, t.level, t.level_name, t.channel, s.state, t.currency
 order by c.source, c.key, t.policy, t.level, t.channel, s.state, t.currency
