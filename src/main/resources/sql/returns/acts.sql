-- Acts whose own Message-ID came back, in the order in which it names them.
select act.id, act.company_id as company, act.account_id as account, act.state, act.redirected, act.recipient,
       company.source || '/' || company.key || '/' || debtor.key as who, debtor.name as debtor
  from unnest(:acts::bigint[], :messageIds::text[]) with ordinality as named(id, message_id, place)
  join act on act.id = named.id and act.message_id = named.message_id
  join account on account.id = act.account_id
  join debtor on debtor.id = account.debtor_id
  join company on company.id = act.company_id
 order by named.place
 limit 1
