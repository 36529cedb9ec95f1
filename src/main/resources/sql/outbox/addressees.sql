select account.id as account_id, account.currency, debtor.id as debtor_id, debtor.key, debtor.name, debtor.reference, debtor.language,
       debtor.street, debtor.zip, debtor.city, debtor.country,
       coalesce(account_state.contacts, 0) as contacts
  from account
  join debtor on debtor.id = account.debtor_id
  left join account_state on account_state.account_id = account.id
 where account.id = any(:accounts)
