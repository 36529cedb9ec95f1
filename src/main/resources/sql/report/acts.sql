-- the acts of :today by company, level and state
select c.source || '/' || c.key as company, t.policy, t.level, t.level_name, t.channel, t.state, t.currency,
       count(*) as acts, sum(t.asked) as asked
  from act t
  join company c on c.id = t.company_id
 where t.business_day = :today
 group by c.id, t.policy, t.level, t.level_name, t.channel, t.state, t.currency
 order by c.source, c.key, t.policy, t.level, t.state, t.currency
