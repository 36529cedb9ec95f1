-- A rehearsal goes to one's own address, what is internal to colleagues: neither keeps a debtor's hours.
select act.id, act.policy, act.channel, debtor.country, debtor.zip, company.country as home, company.zone
  from act
  join account on account.id = act.account_id
  join debtor on debtor.id = account.debtor_id
  join company on company.id = act.company_id
 where act.id = any(:acts) and act.channel = any(:channels) and not act.internal and not act.redirected
