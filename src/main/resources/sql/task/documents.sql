-- What the act asks for, in the ERP's own documents of its own company.
select distinct item.document
  from act
  join act_item listed on listed.act_id = act.id and listed.overdue
  join item on item.id = listed.item_id and item.company_id = act.company_id
 where act.id = :act and item.document is not null and item.open > 0
