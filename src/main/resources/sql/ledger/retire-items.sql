-- Of a whole sweep: every open item that neither came nor answered when looked up by key.
with gone as (
  update item i set open = 0, settled_at = :now, settled_as = :as
    from absent_item a
   where i.id = a.id and i.company_id = :company and i.open <> 0
     and (i.reread_at is null or i.reread_at < :started)
     and not exists (select from staged_item s where s.key = i.key)
  returning i.account_id)
insert into touched select account_id from gone
