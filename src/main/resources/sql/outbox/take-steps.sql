-- The steps of sent acts are taken, and their items have reached those levels; what stays inside the house reaches none, unless
-- its level has nothing else.
with told as (
  update step set taken = true
    from act
   where act.id = any(:acts) and not act.redirected and step.act_id = act.id
  returning step.item_id, step.policy, step.cycle, step.level, step.occurrence,
            act.internal and exists (select from act other
                                      where other.account_id = act.account_id and other.policy = act.policy and other.level = act.level
                                        and other.business_day = act.business_day and not other.internal) as inside
), highest as (
  select distinct on (item_id) * from told where not inside order by item_id, level desc, occurrence desc
)
update item
   set policy = highest.policy, level = highest.level, occurrence = highest.occurrence, level_on = :today::date
  from highest
 where item.id = highest.item_id and item.cycle = highest.cycle
   and (item.policy is distinct from highest.policy or item.level <= highest.level)
