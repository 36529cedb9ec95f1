select a.id, d.key as debtor, a.level_name, a.asked, a.recipient, a.channel,
       array(select i.key from act_item x join item i on i.id = x.item_id where x.act_id = a.id) as items
  from act a
  join account c on c.id = a.account_id
  join debtor d on d.id = c.debtor_id
 where a.state = 'sent'
 order by a.id
