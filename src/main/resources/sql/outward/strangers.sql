select key from unnest(:debtors::text[]) as given (key)
 where not exists (select from debtor d where d.key = given.key and d.company_id = any(:companies))
