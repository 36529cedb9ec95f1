-- Whose contacts have one of these addresses, be it among several in one field; of each debtor the accounts that owe, or all of them.
with named as (
  select debtor_id from contact where lower(email) = any(:addresses)
  union
  select debtor_id from contact where email ~ '[,;<\s]' and regexp_split_to_array(lower(email), '[,;<>"\s]+') && :addresses::text[]
)
select debtor.id, company.id as company, company.source || '/' || company.key || '/' || debtor.key as who, debtor.name, link.party,
       coalesce(array_agg(account.id order by account.id) filter (where exists (select from item where item.account_id = account.id and item.open <> 0)),
                array_agg(account.id order by account.id)) as accounts
  from named
  join debtor on debtor.id = named.debtor_id
  join company on company.id = debtor.company_id
  join account on account.debtor_id = debtor.id
  left join debtor_link link on link.debtor_id = debtor.id
 group by debtor.id, company.id, link.party
 order by debtor.id
 limit 20
