select act.id, act.company_id, act.account_id, act.policy, act.policy_version, act.level, act.channel, act.purpose, act.role,
       act.template, act.item_id, act.business_day, act.merged, act.redirected, act.approval, act.attempts, act.sending_at is not null as resend,
       company.zone,
       array(select item_id from act_item where act_id = act.id) as items,
       array(select format('%s/%s/%s', item_id, level, occurrence) from step where act_id = act.id) as steps
  from act join company on company.id = act.company_id
 where act.id = any(:acts) and act.state = 'claimed' and act.owner = :owner
 order by act.id
