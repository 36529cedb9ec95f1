-- Accounts whose debtors have this address.
select a.id from contact k join account a on a.debtor_id = k.debtor_id where position(lower(btrim(:address)) in lower(k.email)) > 0
