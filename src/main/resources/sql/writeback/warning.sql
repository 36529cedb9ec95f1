-- Companies of a source may share a customer, and so the one place for a warning: the newest that still stands of any of them.
select convert_from(p.content, 'UTF8')
  from writeback w
  join company c on c.id = w.company_id
  join company own on own.source = c.source
  join debtor d on d.company_id = own.id and d.key = w.target
  join account a on a.debtor_id = d.id
  join act on act.account_id = a.id and act.channel = 'warning' and not act.redirected
          and act.state in ('sending', 'sent', 'delivered', 'uncertain')
  join payload p on p.id = act.payload_id
 where w.id = :id
   and exists (select from act_item listed join item on item.id = listed.item_id
                where listed.act_id = act.id and listed.overdue and item.open > 0
                  and item.due < (:now::timestamptz at time zone own.zone)::date)
 order by act.id desc
 limit 1
