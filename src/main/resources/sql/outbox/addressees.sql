-- A party's address is the first complete one among its debtors'.
select account.id as account_id, account.currency, debtor.id as debtor_id, debtor.key, debtor.name, debtor.reference, debtor.language,
       coalesce(there.street, debtor.street) as street, coalesce(there.zip, debtor.zip) as zip, coalesce(there.city, debtor.city) as city,
       coalesce(there.country, debtor.country) as country, number_country(debtor.country, debtor.vat, company.country) as numbers, company.country as home, company.language as home_language,
       coalesce(account_state.contacts, 0) as contacts, debtor.tags
  from account
  join debtor on debtor.id = account.debtor_id
  join company on company.id = debtor.company_id
  left join account_state on account_state.account_id = account.id
  left join lateral (select d.* from party_account p join account a on a.id = p.other_id join debtor d on d.id = a.debtor_id
                      where p.account_id = account.id and account.id = any(:merged) and (debtor.street <> '' and debtor.city <> '') is not true
                        and d.street <> '' and d.city <> ''
                      order by p.other_id limit 1) there on true
 where account.id = any(:accounts)
