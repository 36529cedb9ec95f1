-- the decision in force of every account that owes or is owed something, counted by outcome and reason
select d.outcome, d.reason, count(*) as accounts
  from account_state s
  join decision d on d.id = s.decision_id
 where exists (select 1 from item i where i.account_id = s.account_id and i.open <> 0)
 group by d.outcome, d.reason
 order by d.outcome, count(*) desc, d.reason
