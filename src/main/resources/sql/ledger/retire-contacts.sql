-- Only after a whole sweep: contacts that the ERP no longer has.
with removed as (
  delete from contact c using debtor d
   where d.id = c.debtor_id and d.company_id = :company
     and not exists (select from staged_contact s where s.debtor_key = d.key and s.key = c.key)
  returning c.debtor_id)
insert into touched select a.id from account a where a.debtor_id in (select debtor_id from removed)
