-- Accounts that speak for a party of which another company's switch lets nothing leave; the stricter one wins.
select distinct p.account_id
  from party_account p
  join account a on a.id = p.other_id
  join debtor d on d.id = a.debtor_id
  left join outward o on o.company_id = a.company_id
 where p.account_id = any(:ids) and p.other_id <> p.account_id
   and exists (select from item i where i.account_id = a.id and i.open <> 0)
   and not coalesce(lets(o.mode, o.argument, d.key, :rehearsal), false)
