-- One reading per source and some seconds, whoever asks how often; of several nodes one takes it. One source at a time: a slow one keeps no other waiting
-- as if it were read. What is under way may have passed what the hint is about: it is read again after it.
with clock as (
  select to_timestamp(:#${bean:clock?method=millis} / 1000.0) as now
), chosen as (
  select h.source
    from hint h cross join clock
   where h.asked_at is not null
     and (h.read_at is null or h.read_at <= clock.now - make_interval(secs => (:#${properties:relance.hooks.debounce.seconds})::int))
     and not exists (select from sweep s join company c on c.id = s.company_id
                      where c.source = h.source and s.state = 'open' and s.started_at > clock.now - interval '1 hour')
   order by h.asked_at
   limit 1
     for update of h skip locked
)
update hint set asked_at = null, read_at = clock.now
  from chosen, clock
 where hint.source = chosen.source
returning hint.source
