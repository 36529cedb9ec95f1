-- Who these accounts are and whom one could write to; a blocked address is shown as none. Of those that speak for their
-- party, all its people, the account's own first.
select a.id as account, d.key as debtor, d.name, k.role, d.country, number_country(d.country, d.vat, c.country) as numbers, d.street, d.zip, d.city, k.name as contact, k.no_mail, k.no_call, k.phone, k.mobile,
       case when b.email is null then k.email end as email
  from (select id, id as other from unnest(:accounts::bigint[]) as one(id)
        union all
        select account_id, other_id from party_account where account_id = any(:merged) and other_id <> account_id) of_account
  join account a on a.id = of_account.id
  join debtor d on d.id = a.debtor_id
  join company c on c.id = a.company_id
  join account o on o.id = of_account.other
  left join contact k on k.debtor_id = o.debtor_id
  left join address_block b on b.email = lower(btrim(k.email))
 order by a.id, o.id <> a.id, o.id, k.key
