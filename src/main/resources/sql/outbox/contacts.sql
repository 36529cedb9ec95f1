select account.id as account_id, contact.role, contact.name, contact.email, contact.no_mail, contact.language
  from account join contact on contact.debtor_id = account.debtor_id
 where account.id = any(:accounts)
 order by account.id, contact.key
