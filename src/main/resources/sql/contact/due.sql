-- Accounts that owe something overdue and that no message can reach, whose contacts are what they were when that was seen and of which no colleague
-- was told; whoever owes most first. With what may still be given today of their company.
with lost as (
  select account.id as account, account.currency, company.id as company_id, company.source, company.key as company,
         debtor.key as debtor, decision.overdue,
         'relance-contact-' || md5(concat_ws('/', hub.id, account.id, contact_print(debtor.id, 0))) as key,
         (:now::timestamptz at time zone company.zone)::date as today, decision.item_ids
    from account_state state
    join decision on decision.id = state.decision_id and decision.reason = 'no-address' and decision.overdue > 0
    join account on account.id = state.account_id
    join debtor on debtor.id = account.debtor_id
    join company on company.id = account.company_id and company.source = any(:sources)
    join feed on feed.company_id = company.id and not feed.paused and not feed.doubted
    join outward on outward.company_id = company.id and lets(outward.mode, outward.argument, debtor.key, false)
   cross join hub
   where state.review_on <> '-infinity'
), told_lately as (
  select account.company_id, told.given_on, count(*) as tasks
    from contact_task told join account on account.id = told.account_id
   where told.given_on >= (:now::timestamptz)::date - 2
   group by 1, 2
), waiting as (
  select lost.*, late.items, :most - coalesce(told.tasks, 0) as room,
         row_number() over (partition by lost.company_id order by lost.overdue desc, lost.account) as place
    from lost
   cross join lateral (select array_agg(item.id order by item.due, item.id) as items, sum(item.open) as owed
                         from item where item.id = any(lost.item_ids) and item.open <> 0 and item.due < lost.today) late
    left join told_lately told on told.company_id = lost.company_id and told.given_on = lost.today
   where late.owed > 0
     and not exists (select from contact_task given where given.key = lost.key)
)
select account, currency, company_id, source, company, debtor, key, today, items, room
  from waiting
 where room > 0 and place <= 200
 order by overdue desc, account
