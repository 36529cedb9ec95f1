-- Items that were staged and are now as they came, but under no digest or another one: spelt differently ("10", "10.00"),
-- or put right by hand. From now on they are known; nothing else of them changes.
update item i set digest = s.digest
  from staged_item s
 where i.company_id = :company and i.key = s.key and s.open <> 0 and i.digest is distinct from s.digest
   and (i.reread_at is null or i.reread_at < :started)
