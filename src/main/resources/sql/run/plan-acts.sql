-- One lot of drafts (JSON) becomes acts with their items and steps; a draft that exists already is left out.
with draft as (
  select * from jsonb_to_recordset(cast(:drafts as jsonb)) as d(
    account bigint, decision bigint, merged boolean, policy text, version text, level smallint, "levelName" text, marker text, channel text,
    purpose text, role text, template text, internal boolean, aside boolean, item bigint, approval boolean, digest bigint, asked numeric, items jsonb, steps jsonb)),
placed as (
  insert into act (run_id, decision_id, company_id, account_id, source, policy, policy_version, level, level_name, marker,
                   channel, purpose, role, template, internal, aside, item_id, business_day, merged, redirected, approval, items_digest, asked, currency,
                   state, next_attempt, created_at)
  select :run, d.decision, a.company_id, a.id, c.source, d.policy, d.version, d.level, d."levelName", d.marker,
         d.channel, d.purpose, d.role, d.template, d.internal, d.aside, d.item, :day, d.merged, :redirected, d.approval, d.digest, d.asked, a.currency,
         'planned', :now, :now
    from draft d
    join account a on a.id = d.account
    join company c on c.id = a.company_id
  on conflict do nothing
  returning id, account_id, policy, channel, purpose, role, item_id),
kept as (
  select p.id, d.*
    from placed p
    join draft d on d.account = p.account_id and d.policy = p.policy and d.channel = p.channel and d.purpose = p.purpose
                and d.role = p.role and d.item = p.item_id),
listed as (
  insert into act_item (act_id, item_id, open, overdue)
  select k.id, x.item, x.open, x.overdue
    from kept k cross join lateral jsonb_to_recordset(k.items) as x(item bigint, open numeric, overdue boolean)),
stepped as (
  insert into step (item_id, policy, cycle, level, occurrence, channel, role, act_id, aside)
  select x.item, k.policy, i.cycle, x.level, x.occurrence, k.channel, k.role, k.id, k.aside
    from kept k
   cross join lateral jsonb_to_recordset(k.steps) as x(item bigint, level smallint, occurrence int)
    join item i on i.id = x.item
   where not :redirected
  on conflict do nothing)
select id from kept
