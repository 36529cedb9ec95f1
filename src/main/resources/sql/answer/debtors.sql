-- To whom messages went to this number, however much of it the network shows; the newest message of each account.
select distinct on (act.account_id) act.account_id as account, act.company_id as company, act.id as act, act.recipient as number,
       company.source || '/' || company.key || '/' || debtor.key as who, debtor.name
  from act
  join account on account.id = act.account_id
  join debtor on debtor.id = account.debtor_id
  join company on company.id = act.company_id
 where act.channel = :channel and not act.redirected and act.state in ('sent', 'delivered', 'uncertain', 'bounced')
   and reverse(act.recipient) like reverse(:digits) || '%'
 order by act.account_id, act.id desc
