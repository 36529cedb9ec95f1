-- A step that another act has reserved stays the other's.
insert into step (item_id, policy, cycle, level, occurrence, channel, role, act_id, aside)
select item.id, act.policy, item.cycle, s.level, s.occurrence, act.channel, act.role, act.id, act.aside
  from unnest(:acts::bigint[], :items::bigint[], :levels::int[], :occurrences::int[]) as s(act_id, item_id, level, occurrence)
  join act on act.id = s.act_id and not act.redirected
  join item on item.id = s.item_id
    on conflict do nothing
