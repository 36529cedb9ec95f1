select count(*) filter (where state = 'planned') as planned,
       count(*) filter (where state in ('approved', 'queued', 'claimed', 'sending')) as queued,
       count(*) filter (where state in ('approved', 'queued', 'failed', 'uncertain') and opens_at > :now::timestamptz) as waiting,
       count(*) filter (where state = 'failed') as failed,
       count(*) filter (where state = 'uncertain') as uncertain,
       count(*) filter (where state = 'dead'
                          and not exists (select from act later where later.account_id = act.account_id and later.id > act.id
                                             and (later.business_day > act.business_day
                                                  or (later.channel, later.role) = (act.channel, act.role))
                                             and later.state in ('sent', 'delivered') and not later.redirected)) as dead,
       min(greatest(created_at, opens_at)) filter (where state in ('approved', 'queued', 'claimed', 'sending', 'failed')
                                                  and coalesce(opens_at, '-infinity') <= :now::timestamptz) as oldest_unsent,
       (select count(*) from act a join company c on c.id = a.company_id
         where a.sent_at >= :now::timestamptz - interval '26 hours'
           and (a.sent_at at time zone c.zone)::date = (:now::timestamptz at time zone c.zone)::date) as sent_today
  from act
 where state in ('planned', 'approved', 'queued', 'claimed', 'sending', 'failed', 'uncertain', 'dead')
