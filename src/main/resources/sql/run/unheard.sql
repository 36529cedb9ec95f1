-- Messages of the last thirty days that did not arrive although others of their level did, and something is still owed at that level: as
-- outbox/claimed, with what those others said (steps) and by which ways.
select act.id, act.company_id, act.account_id, act.policy, act.policy_version, act.level, act.channel, act.purpose, act.role,
       act.template, act.item_id, act.business_day, act.merged, act.redirected, act.approval, act.attempts, false as resend, company.zone,
       array(select item_id from act_item where act_id = act.id) as items, said.steps, said.ways, state.decision_id
  from act
  join company on company.id = act.company_id
  join account on account.id = act.account_id
  join debtor on debtor.id = account.debtor_id
  join account_state state on state.account_id = act.account_id and not state.to_plan
  join lateral (
       select array_agg(distinct format('%s/%s/%s', step.item_id, step.level, step.occurrence)) filter (where step.taken and not step.aside) as steps,
              array_agg(distinct sibling.channel || '/' || sibling.role) as ways
         from act sibling
         left join step on step.act_id = sibling.id
        where sibling.account_id = act.account_id and sibling.id <> act.id and sibling.policy = act.policy
          and sibling.level = act.level and sibling.purpose = act.purpose and sibling.item_id = act.item_id
          and sibling.business_day = act.business_day and not sibling.redirected and sibling.state <> 'cancelled') said on said.steps is not null
 where act.company_id = :company and act.business_day > cast(:day as date) - 30 and act.state in ('dead', 'bounced')
   and not act.redirected and not act.internal and act.purpose <> 'paid'
   and (:everybody or debtor.key = any(:debtors))
   and exists (select from act_item listed join item on item.id = listed.item_id
                where listed.act_id = act.id and item.open > 0 and item.policy = act.policy and item.level = act.level)
 order by act.id
