-- The accounts that a key means, as relance explain reads it.
select distinct a.id, a.company_id as company, c.source || '/' || c.key || '/' || d.key as who, d.name, a.currency
  from account a
  join debtor d on d.id = a.debtor_id
  join company c on c.id = a.company_id
 where d.key = :key or d.reference = :key or a.id::text = :key or c.source || '/' || c.key || '/' || d.key = :key
    or a.id in (select i.account_id from item i where i.key = :key or i.number = :key or i.document = :key)
 order by a.id
