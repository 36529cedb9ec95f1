-- One reading per source and some seconds, whoever asks how often; of several nodes one takes it.
update hint set asked_at = null, read_at = clock.now
  from (select to_timestamp(:#${bean:clock?method=millis} / 1000.0) as now) clock
 where asked_at is not null
   and (read_at is null or read_at <= clock.now - make_interval(secs => (:#${properties:relance.hooks.debounce.seconds})::int))
returning source
