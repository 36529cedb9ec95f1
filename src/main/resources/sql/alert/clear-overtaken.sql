-- Of an act that did not leave: the same role was told by the same channel since, or the debtor on a later day, or nothing is owed any more. Of an address: nobody has it any more.
update alert set until = :now
 where until is null
   and case kind
         when 'act' then exists (
           select from act
            where act.id = substring(alert.subject from '^act (\d+)$')::bigint and act.company_id = :company and act.state in ('dead', 'bounced')
              and (exists (select from act later where later.account_id = act.account_id and later.id > act.id
                              and (later.business_day > act.business_day or (later.channel, later.role) = (act.channel, act.role))
                              and later.state in ('sent', 'delivered') and not later.redirected)
                   or not exists (select from item where item.account_id = act.account_id and item.open > 0)))
         when 'reply' then
           exists (select from company where id = :company and starts_with(alert.subject, source || '/' || key || '/'))
           and not exists (select from company c
                            join debtor d on d.company_id = c.id
                            join account on account.debtor_id = d.id
                            join item on item.account_id = account.id and item.open > 0
                            where c.id = :company and alert.subject = c.source || '/' || c.key || '/' || d.key)
         when 'address' then subject like '%@%'
           and not exists (select from contact where position(lower(alert.subject) in lower(contact.email)) > 0)
       end
