-- Of an act that did not leave, or waits in a filter: the same role was told by the same channel since, or the debtor on a later day, or nothing is owed any more. Of an address or number: nobody has it
-- any more. Of a contact that a colleague is to put right: somebody can be written to, or nothing is overdue. What is news, and stands in a mailbox or an ERP to be read, is over two weeks after it was said.
update alert set until = :now::timestamptz
 where until is null
   and case kind
         when 'act' then exists (
           select from act
            where act.id = substring(alert.subject from '^act (\d+)$')::bigint and act.company_id = :company and act.state in ('dead', 'bounced', 'sent', 'delivered')
              and (exists (select from act later where later.account_id = act.account_id and later.id > act.id
                              and (later.business_day > act.business_day or (later.channel, later.role) = (act.channel, act.role))
                              and later.state in ('sent', 'delivered') and not later.redirected)
                   or not exists (select from item where item.account_id = act.account_id and item.open > 0)))
         when 'replies' then (subject = 'strangers' or subject like 'mail %') and last_seen < :now::timestamptz - interval '14 days'
         when 'outcome' then subject like 'task %' and last_seen < :now::timestamptz - interval '14 days'
         when 'reply' then subject like '%@%' and last_seen < :now::timestamptz - interval '14 days'
           or exists (select from company where id = :company and starts_with(alert.subject, source || '/' || key || '/'))
           and not exists (select from company c
                            join debtor d on d.company_id = c.id
                            join account on account.debtor_id = d.id
                            join item on item.account_id = account.id and item.open > 0
                            where c.id = :company and alert.subject = c.source || '/' || c.key || '/' || d.key)
         when 'contact' then exists (select from company where id = :company and starts_with(alert.subject, source || '/' || key || '/'))
           and not exists (select from company c
                            join debtor d on d.company_id = c.id
                            join account on account.debtor_id = d.id
                            join account_state s on s.account_id = account.id
                            join decision on decision.id = s.decision_id and decision.reason = 'no-address' and decision.overdue > 0
                            where c.id = :company and alert.subject = c.source || '/' || c.key || '/' || d.key)
         when 'address' then subject like '%@%' and not exists (select from contact where position(lower(alert.subject) in lower(contact.email)) > 0)
           or subject like '+%' and not exists (select from contact where phone_tails(mobile, phone) && phone_tails(alert.subject, null))
       end
