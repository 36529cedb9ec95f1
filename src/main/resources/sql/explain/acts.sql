select a.id, a.business_day, a.level, a.level_name, a.channel, a.purpose, a.asked, a.state, a.attempts, a.resends, a.recipient,
       case when f.doubted and a.state in ('queued', 'failed')
            then concat_ws('; ', a.cause, 'waits until the ERP is believed again: ' || f.trouble) else a.cause end as cause,
       a.receipt, a.message_id, a.redirected, a.approval, a.approved_by, a.sending_at, a.sent_at, r.code as run,
       array(select x.item_id from act_item x where x.act_id = a.id order by x.item_id) as items
  from act a
  join run r on r.id = a.run_id
  join feed f on f.company_id = a.company_id
 where a.account_id = :account
 order by a.business_day, a.id
