select i.account_id, i.id, i.due, i.open, i.payment_method, i.dispute, i.no_followup, i.in_payment, i.expected_on, i.policy,
       i.level, i.occurrence, i.level_on, coalesce(u.level, 0) as step_taken, i.issued
  from item i
  left join lateral (select max(s.level) as level from step s
                      where s.item_id = i.id and s.cycle = i.cycle and not s.taken and not s.aside and not s.act_id = any(:ignoring)) u on true
 where i.account_id = any(:ids) and i.open <> 0
 order by i.account_id
