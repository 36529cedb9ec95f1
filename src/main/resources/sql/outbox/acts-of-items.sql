-- Those of the acts that carry one of these items of the company, or speak for whom they are of.
select act_item.act_id
  from act_item join item on item.id = act_item.item_id
 where act_item.act_id = any(:acts) and item.company_id = :company and item.key = any(:keys)
union
select act.id
  from act
  join party_account party on party.account_id = act.account_id
  join item on item.account_id = party.other_id
 where act.id = any(:acts) and act.merged and item.company_id = :company and item.key = any(:keys)
