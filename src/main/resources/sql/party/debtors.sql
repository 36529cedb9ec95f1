-- Debtors of these companies of whom anything tells who they are; or all of them.
select d.id, d.company_id as company, c.source || '/' || c.key as path, d.key, d.name, d.reference, d.siren, d.vat
  from debtor d
  join company c on c.id = d.company_id
 where c.source || '/' || c.key = any(:paths)
   and (:everybody or d.siren is not null or d.vat is not null or exists (select from debtor_word w where w.debtor_id = d.id))
 order by d.id
