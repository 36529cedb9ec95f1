-- What nobody knows of, the oldest first; again_at is when it leaves once more by itself, null = a person's to settle.
select act.id as act, act.source || '/' || company.key || '/' || debtor.key as who, debtor.name as debtor, act.channel, act.level_name as level,
       coalesce(act.recipient, '') as "to", coalesce(act.sending_at, act.created_at) as since,
       case when act.resends = 0 and act.channel = any(:resending) then act.next_attempt end as again_at, coalesce(act.cause, '') as cause
  from act
  join company on company.id = act.company_id
  join account on account.id = act.account_id
  join debtor on debtor.id = account.debtor_id
 where act.state = 'uncertain'
 order by since, act.id
