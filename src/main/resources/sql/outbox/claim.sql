-- A lot of the route's channel becomes this node's until the lease ends. Nobody waits for another's lock.
-- What speaks for a party waits for each of its companies.
with clock as (
  select to_timestamp(:#${bean:clock?method=millis} / 1000.0) as now
), ready as (
  select act.id
    from act
   cross join clock
    join outward on outward.company_id = act.company_id
    join feed on feed.company_id = act.company_id and not feed.paused and not feed.doubted
   where act.channel = :#channel
     and act.state in ('queued', 'failed', 'uncertain') and (act.state <> 'uncertain' or act.resends = 0 and :#uncertain = 'resend')
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
     and (not act.merged or not exists (
           select from party_account party
             join account a on a.id = party.other_id
             join debtor d on d.id = a.debtor_id
             join feed f on f.company_id = a.company_id
             left join outward o on o.company_id = a.company_id
            where party.account_id = act.account_id and party.other_id <> act.account_id
              and exists (select from item
                           where item.account_id = a.id
                             and (item.open <> 0 or act.purpose = 'paid' and item.id in (select item_id from act_item where act_id = act.id)))
              and (f.paused or f.doubted or not coalesce(lets(o.mode, o.argument, d.key, act.redirected), false)
                   or clock.now >= coalesce(f.fresh_until, greatest(f.read_at, f.swept_at)
                        + make_interval(hours => (:#${properties:relance.guard.ledger.age.hours})::int), '-infinity'))))
     and not exists (select from channel_pause where channel in (act.channel, '*'))
   order by act.next_attempt, act.id
   limit 800
     for update of act skip locked
)
update act
   set state = 'claimed', owner = :#${properties:relance.node}, lease_until = clock.now + make_interval(secs => (:#${properties:relance.outbox.lease.seconds})::int)
  from ready, clock, company
 where act.id = ready.id and company.id = act.company_id
returning act.id, act.company_id, act.source, company.key as company,
  case when act.merged then
         (select string_agg(distinct a.company_id::text, ',')
            from party_account party join account a on a.id = party.other_id
           where party.account_id = act.account_id and a.company_id <> act.company_id
             and exists (select from item
                          where item.account_id = a.id
                            and (item.open <> 0 or act.purpose = 'paid' and item.id in (select item_id from act_item where act_id = act.id)))) end as others
