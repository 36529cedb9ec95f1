-- At most a hundred write-backs of one source, the one that has not been served for longest; a source that a node is at work on
-- is left to it, one that rests is left alone. Markers and warnings go before notes: a burst of notes delays none of them.
with clock as (
  select to_timestamp(:#${bean:clock?method=millis} / 1000.0) as now
), ready as (
  select w.id, w.source, w.next_attempt, w.kind
    from writeback w cross join clock
   where (w.state in ('queued', 'failed') and w.next_attempt <= clock.now)
      or (w.state = 'claimed' and w.lease_until < clock.now)
), chosen as (
  select r.source
    from ready r
    left join writeback_turn t on t.source = r.source
   where not exists (select from writeback b cross join clock
                      where b.source = r.source and b.state = 'claimed' and b.lease_until >= clock.now)
     and not exists (select from company c join feed f on f.company_id = c.id where c.source = r.source and f.paused)
     and coalesce(t.rest_until <= (select now from clock), true)
   order by t.served nulls first, r.next_attempt, r.id
   limit 1
), picked as (
  select w.id
    from writeback w
   where w.id in (select r.id from ready r join chosen on chosen.source = r.source
                   order by r.kind = 'note', r.next_attempt, r.id limit 100)
     for update skip locked
), turn as (
  insert into writeback_turn (source, served) select chosen.source, clock.now from chosen, clock
  on conflict (source) do update set served = excluded.served
)
update writeback w
   set state = 'claimed', owner = :#${properties:relance.node}, lease_until = clock.now + interval '10 minutes'
  from picked, clock, company c
 where w.id = picked.id and c.id = w.company_id
returning w.id, w.company_id, w.source, w.kind, w.key, w.target, w.data, w.owner, c.key as company, c.language,
  (select max(s.marker)
     from debtor d join account a on a.debtor_id = d.id join account_state s on s.account_id = a.id
    where w.kind = 'marker' and d.company_id = w.company_id and d.key = w.target) as marker
