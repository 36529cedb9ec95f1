-- Whom one can write to about these accounts; of those that speak for their party, all its people, the account's own first; a number of the others is one of their country.
select of_account.id as account_id, contact.role, contact.name, contact.email, contact.phone, contact.mobile, contact.language, contact.no_call,
       case when of_account.other <> of_account.id then number_country(debtor.country, debtor.vat, company.country) end as other_country,
       contact.no_mail or of_account.merged
         and bool_or(contact.no_mail) over (partition by of_account.id, lower(btrim(contact.email))) as no_mail
  from (select id, id as other, id = any(:merged) as merged from unnest(:accounts::bigint[]) as one(id)
        union all
        select account_id, other_id, true from party_account where account_id = any(:merged) and other_id <> account_id) of_account
  join account on account.id = of_account.other
  join debtor on debtor.id = account.debtor_id
  join company on company.id = account.company_id
  join contact on contact.debtor_id = debtor.id
 order by of_account.id, of_account.id <> of_account.other, of_account.other, contact.key
