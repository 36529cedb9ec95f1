-- A sales warning ends when nothing overdue of what it warned of is open any more; once for each that was written. What then stands on the
-- customer, claim.sql says when the ERP is told.
insert into writeback (company_id, source, kind, key, account_id, act_id, target, data, next_attempt, created_at)
select act.company_id, act.source, 'warning', format('warning-off-%s', act.id), act.account_id, act.id, debtor.key, '{}',
       :now::timestamptz, :now::timestamptz
  from act
  join account on account.id = act.account_id
  join debtor on debtor.id = account.debtor_id
  join company on company.id = act.company_id and company.told_back
 where act.channel = 'warning' and not act.redirected and act.state in ('sent', 'delivered', 'uncertain')
   and (:company::bigint is null or act.company_id = :company)
   and not exists (select from act later join account other on other.id = later.account_id
                    where other.debtor_id = account.debtor_id and later.channel = 'warning' and later.id > act.id
                      and not later.redirected and later.state in ('sent', 'delivered', 'uncertain', 'sending', 'claimed', 'queued'))
   and not exists (select from act_item listed join item on item.id = listed.item_id
                    where listed.act_id = act.id and listed.overdue and item.open > 0
                      and item.due < (:now::timestamptz at time zone company.zone)::date)
   and not exists (select from writeback w where w.key = format('warning-off-%s', act.id))
on conflict (key) do nothing
