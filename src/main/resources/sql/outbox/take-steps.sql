-- The steps of sent acts are taken, and their items have reached those levels; by thanks none is reached.
with told as (
  update step set taken = true
    from act
   where act.id = any(:acts) and not act.redirected and step.act_id = act.id
  returning step.item_id, step.policy, step.cycle, step.level, step.occurrence,
            act.aside
), highest as (
  select distinct on (item_id) * from told where not aside and level > 0 order by item_id, level desc, occurrence desc
)
update item
   set policy = highest.policy, level = highest.level, occurrence = highest.occurrence, level_on = :today::date
  from highest
 where item.id = highest.item_id and item.cycle = highest.cycle
   and (item.policy is distinct from highest.policy or item.level <= highest.level)
