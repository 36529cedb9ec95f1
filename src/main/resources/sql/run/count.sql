select count(distinct a.id) as acts, count(distinct i.item_id) as items,
       count(distinct a.id) filter (where a.approval and a.approved_by is null) as approvals
  from act a left join act_item i on i.act_id = a.id
 where a.run_id = :run and a.state <> 'cancelled'
