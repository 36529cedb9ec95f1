select count(*) filter (where state = 'planned') as planned,
       count(*) filter (where state in ('approved', 'queued', 'claimed', 'sending')) as queued,
       count(*) filter (where state = 'failed') as failed,
       count(*) filter (where state = 'uncertain') as uncertain,
       count(*) filter (where state = 'dead') as dead,
       min(created_at) filter (where state in ('approved', 'queued', 'claimed', 'sending', 'failed')) as oldest_unsent,
       (select count(*) from act where sent_at >= :midnight) as sent_today
  from act
 where state in ('planned', 'approved', 'queued', 'claimed', 'sending', 'failed', 'uncertain', 'dead')
