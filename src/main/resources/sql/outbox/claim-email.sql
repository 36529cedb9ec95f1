-- The consumer's query is the claim: a lot of e-mails becomes this node's until the lease ends. Nobody waits for another's lock.
with clock as (
  select to_timestamp(:#${bean:clock?method=millis} / 1000.0) as now
), ready as (
  select act.id
    from act
   cross join clock
    join outward on outward.company_id = act.company_id
    join feed on feed.company_id = act.company_id and not feed.paused and not feed.doubted
   where act.channel = 'email'
     and act.state in ('queued', 'failed', 'uncertain') and (act.state <> 'uncertain' or act.resends = 0)
     and act.next_attempt <= clock.now
     and clock.now < coalesce(feed.fresh_until, greatest(feed.read_at, feed.swept_at)
           + make_interval(hours => (:#${properties:relance.guard.ledger.age.hours})::int))
     and case outward.mode
           when 'on' then not act.redirected
           when 'redirect' then act.redirected
           when 'canary' then not act.redirected
             and (select debtor.key from account join debtor on debtor.id = account.debtor_id where account.id = act.account_id)
                 = any(string_to_array(replace(outward.argument, ' ', ''), ','))
           else false
         end
     and not exists (select from channel_pause where channel in ('email', '*'))
   order by act.next_attempt, act.id
   limit 800
     for update of act skip locked
)
update act
   set state = 'claimed', owner = :#${properties:relance.node}, lease_until = clock.now + make_interval(secs => (:#${properties:relance.outbox.lease.seconds})::int)
  from ready, clock, company
 where act.id = ready.id and company.id = act.company_id
returning act.id, act.company_id, act.source, company.key as company
