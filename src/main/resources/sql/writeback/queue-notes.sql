-- One note on each ERP document that these acts asked for or newly told of, in the ERP that holds it; rehearsals and what
-- stays inside the house leave none.
with told as (
  select act.id as act_id, item.company_id, item.document, min(item.id) as item_id, min(item.account_id) as account_id,
         array_agg(item.id) as item_ids, min(item.due) filter (where item.open > 0) as due
    from act
    join act_item listed on listed.act_id = act.id
    join item on item.id = listed.item_id
   where act.id = any(:acts) and not act.redirected and not act.internal and item.document is not null
     and (listed.overdue or exists (select from step where step.act_id = act.id and step.item_id = item.id))
   group by act.id, item.company_id, item.document
)
insert into writeback (company_id, source, kind, key, account_id, act_id, target, data, next_attempt, created_at)
select company.id, company.source, 'note', format('<relance-%s-%s@%s>', act.id, told.item_id, hub.id), told.account_id, act.id,
       told.document,
       jsonb_build_object(
         'level', act.level, 'purpose', act.purpose, 'policy', act.policy, 'due', told.due, 'name', act.level_name, 'channel', act.channel,
         'date', (coalesce(act.sent_at, :now::timestamptz) at time zone company.zone)::date,
         'times', (select jsonb_object_agg(said.channel, said.times)
                     from (select a.channel, count(distinct a.id) as times
                             from act_item l join act a on a.id = l.act_id
                            where l.item_id = any(told.item_ids) and not a.redirected
                              and (a.state in ('sent', 'delivered') or a.id = act.id) and (a.purpose <> 'paid' or a.id = act.id)
                              and (l.overdue or exists (select from step where step.act_id = a.id and step.item_id = l.item_id))
                            group by a.channel) said))::text,
       :now::timestamptz, :now::timestamptz
  from told
  join act on act.id = told.act_id
  join company on company.id = told.company_id and company.told_back
 cross join hub
on conflict (key) do nothing
