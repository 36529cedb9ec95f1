-- In one company: what these acts list; and all that is open of the parties for which they speak.
select item.key
  from act_item join item on item.id = act_item.item_id
 where act_item.act_id = any(:acts) and item.company_id = :company
union
select item.key
  from act
  join party_account party on party.account_id = act.account_id
  join item on item.account_id = party.other_id and item.open <> 0
 where act.id = any(:acts) and act.merged and item.company_id = :company
 order by key
