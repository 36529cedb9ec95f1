-- What a key may mean: an item, its invoice, a debtor, an account; item is null when the whole account is meant.
select i.account_id as account, i.id as item from item i
 where i.key = :key or i.number = :key or i.document = :key
union
select a.id, null from account a join debtor d on d.id = a.debtor_id
 where d.key = :key or d.reference = :key or a.id::text = :key
 order by 1, 2
