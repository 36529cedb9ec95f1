-- By an array of accounts: one look at their states, then items in the order of the index, from the first row on.
select i.account_id, i.id, i.due, i.open, i.payment_method, i.dispute, i.no_followup, i.in_payment, i.expected_on, i.policy,
       i.level, i.occurrence, i.level_on, coalesce(u.level, 0) as step_taken, i.issued
  from item i
  left join (select item_id, cycle, max(level) as level from step where not taken and not aside group by item_id, cycle) u
    on u.item_id = i.id and u.cycle = i.cycle
 where i.account_id = any (array(select account_id from account_state where review_on <= :today))
   and i.company_id = :company and i.open <> 0
 order by i.account_id
