-- Some events of one subscriber, at most one per debtor: his earliest. A subscriber that a node is at work on, or that rests, is left alone.
with clock as (
  select to_timestamp(:#${bean:clock?method=millis} / 1000.0) as now
), chosen as (
  select s.name
    from subscriber s cross join clock
   where s.rests_until <= clock.now
     and not exists (select from event b where b.subscriber = s.name and b.state = 'claimed' and b.lease_until >= clock.now)
     and exists (select from event e where e.subscriber = s.name and e.state in ('waiting', 'claimed') and e.next_attempt <= clock.now)
   order by s.failures, random()
   limit 1
), picked as (
  select e.id
    from event e join chosen on chosen.name = e.subscriber cross join clock
   where e.state in ('waiting', 'claimed') and e.next_attempt <= clock.now
     and not exists (select from event b where b.subscriber = e.subscriber and b.debtor_id = e.debtor_id and b.id < e.id
                                           and b.state in ('waiting', 'claimed'))
   order by e.next_attempt, e.id
   limit 200
     for update of e skip locked
)
update event
   set state = 'claimed', owner = :#${properties:relance.node}, lease_until = clock.now + interval '10 minutes'
  from picked, clock, company
 where event.id = picked.id and company.id = event.company_id
returning event.id, event.key::text as key, event.subscriber, event.type, event.at, event.data, event.owner, company.source, company.key as company
