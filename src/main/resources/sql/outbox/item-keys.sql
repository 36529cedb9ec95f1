select distinct item.key from act_item join item on item.id = act_item.item_id where act_item.act_id = any(:acts) order by item.key
