select s.account_id
  from account_state s
  join account a on a.id = s.account_id
  join debtor d on d.id = a.debtor_id
 where s.to_plan and a.company_id = :company and s.account_id > :after and (:everybody or d.key = any(:debtors))
 order by s.account_id
 limit 100
