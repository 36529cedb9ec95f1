-- Whose contacts have one of these addresses; of each debtor the accounts that owe, or all of them.
select debtor.id, company.id as company, company.source || '/' || company.key || '/' || debtor.key as who, debtor.name,
       coalesce(array_agg(account.id order by account.id) filter (where exists (select from item where item.account_id = account.id and item.open <> 0)),
                array_agg(account.id order by account.id)) as accounts
  from contact
  join debtor on debtor.id = contact.debtor_id
  join company on company.id = debtor.company_id
  join account on account.debtor_id = debtor.id
 where lower(contact.email) = any(:addresses)
 group by debtor.id, company.id
 order by debtor.id
 limit 20
