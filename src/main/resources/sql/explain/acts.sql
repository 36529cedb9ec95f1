-- Its acts, and those of others that carry its items.
select a.id, a.business_day, a.level, a.level_name, a.channel, a.purpose, a.asked, a.state, a.attempts,
       a.state = 'uncertain' and a.resends > 0 as needs_person, a.recipient,
       (select count(*) from journal j where j.act_id = a.id and j.kind = 'act resending') as resent,
       nullif(concat_ws('; ', a.cause,
                case when f.doubted and a.state in ('queued', 'failed') then 'waits until the ERP is believed again: ' || f.trouble end,
                others.cause), '') as cause,
       a.receipt, a.message_id, a.redirected, a.approval, a.approved_by, a.sending_at, a.sent_at, a.opens_at, a.waits, r.code as run,
       (select at from act_trace t where t.act_id = a.id and t.kind = 'opened') as opened_at,
       (select at from act_trace t where t.act_id = a.id and t.kind = 'clicked') as clicked_at,
       array(select x.item_id from act_item x where x.act_id = a.id order by x.item_id) as items
  from act a
  join run r on r.id = a.run_id
  join feed f on f.company_id = a.company_id
  left join lateral (
         select string_agg('waits for ' || c.source || '/' || c.key || ': '
                           || coalesce(case when g.paused then 'paused by a person' end, g.trouble, 'its outward switch is ' || coalesce(o.mode, 'off')),
                           '; ' order by c.id) as cause
           from party_account p
           join account b on b.id = p.other_id
           join debtor d on d.id = b.debtor_id
           join company c on c.id = b.company_id
           join feed g on g.company_id = c.id
           left join outward o on o.company_id = c.id
          where a.merged and a.state in ('queued', 'failed') and p.account_id = a.account_id and p.other_id <> p.account_id
            and exists (select from item where item.account_id = b.id and item.open <> 0)
            and (g.paused or g.trouble is not null or not coalesce(lets(o.mode, o.argument, d.key, a.redirected), false))) others on true
 where a.id in (select id from act where account_id = :account
                union
                select x.act_id from act_item x join item i on i.id = x.item_id where i.account_id = :account)
 order by a.business_day, a.id
