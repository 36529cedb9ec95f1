-- The answers of this lot that are in force from now on.
insert into event (subscriber, type, company_id, debtor_id, at, data)
select s.name, 'decided', account.company_id, debtor.id, now(), jsonb_build_object(
         'decision', decision.id, 'debtor', debtor.key, 'reference', debtor.reference, 'currency', account.currency,
         'day', decision.from_day, 'policy', decision.policy, 'outcome', decision.outcome, 'level', decision.level, 'reason', decision.reason,
         'figures', decision.args, 'overdue', decision.overdue::text, 'credit', decision.credit::text, 'coming', decision.coming::text)::text
  from decided
  join account_state state on state.account_id = decided.account_id and state.decision_id = decided.decision_id
  join decision on decision.id = decided.decision_id
  join account on account.id = decision.account_id
  join debtor on debtor.id = account.debtor_id
  join subscriber s on 'decided' = any(s.types)
 where listened_to('{decided}')
 order by decision.id
