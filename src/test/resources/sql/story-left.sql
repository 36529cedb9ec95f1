select act.message_id, act.recipient
  from act
  join account on account.id = act.account_id
  join debtor on debtor.id = account.debtor_id
 where debtor.key = :debtor and act.level_name = :level and act.channel = 'email'
 order by act.id desc
 limit 1
