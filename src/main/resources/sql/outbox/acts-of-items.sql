-- Those of the acts that carry one of these items.
select distinct act_item.act_id
  from act_item join item on item.id = act_item.item_id
 where act_item.act_id = any(:acts) and item.key = any(:keys)
