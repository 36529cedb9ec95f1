select a.id, a.account_id, a.policy, a.policy_version, a.level, a.purpose, a.item_id, a.items_digest, takes_place(a) as instead
  from act a
  join account_state s on s.account_id = a.account_id
 where a.company_id = :company and a.state in ('planned', 'approved') and s.review_on = '-infinity'
 order by a.account_id, a.id
   for update of a
