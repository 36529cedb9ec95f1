-- The baseline: one statement that levels every item (first level of -10/3/10/30, climbing), and stores one decision
-- per account and its state. No policy file, no segments, no exclusions, no reachability, no digest over the answer.
with leveled as (
  select i.account_id, i.id, i.open, i.due,
         case when date '2026-11-21' - i.due >= 3 then 2 when i.due - date '2026-11-21' between 0 and 10 then 1 else 0 end as level
    from item i where i.open <> 0),
decided as (
  select account_id, max(level) as level,
         coalesce(sum(open) filter (where due < date '2026-11-21'), 0) as overdue,
         coalesce(sum(open) filter (where due >= date '2026-11-21'), 0) as coming,
         min(due) as oldest,
         array_agg(id order by id) as ids,
         array_agg(case level when 0 then 'not-yet' else 'level' end order by id) as reasons,
         array_agg(level::smallint order by id) as levels,
         array_agg(level || '|Level ' || level || '|3|' || due || '|' || open || '|' order by id) as args,
         array_agg(due + case level when 0 then 3 when 1 then 3 else 10 end order by id) as nexts
    from leveled group by account_id),
recorded as (
  insert into decision (account_id, run_id, from_day, policy, policy_version, outcome, level, reason, args, until, overdue,
                        credit, coming, item_ids, item_reasons, item_levels, item_args, item_next)
  select account_id, 1, date '2026-11-21', 'ladder', 'v1', case level when 0 then 'wait' else 'contact' end, level,
         case level when 0 then 'not-yet' else 'level' end,
         array[level::text, 'Level ' || level, '3', oldest::text, overdue::text, ''], date '2026-11-22', overdue, 0, coming,
         ids, reasons, levels, args, nexts
    from decided
  returning id, account_id, until, level)
update account_state s
   set review_on = r.until, digest = r.id, decision_id = r.id, to_plan = r.level > 0
  from recorded r
 where s.account_id = r.account_id
