-- Late bounces of this company's debtors whose contacts were corrected since.
delete from account_hold h
 using account a
 where h.why = 'bounce' and a.id = h.account_id and a.company_id = :company and h.print <> contact_print(a.debtor_id, 1000000)
returning h.account_id
