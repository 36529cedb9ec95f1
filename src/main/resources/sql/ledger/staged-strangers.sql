-- Items, quotes and contacts whose debtor neither came nor is known.
select s.kind || ' ' || s.key || ' names debtor ' || s.debtor_key
  from (select 'item' as kind, min(key) as key, debtor_key from staged_item where open <> 0 group by debtor_key
        union all select 'quote', key, debtor_key from staged_quote
        union all select 'contact', key, debtor_key from staged_contact) s
 where not exists (select from staged_debtor d where d.key = s.debtor_key)
   and not exists (select from debtor d where d.company_id = :company and d.key = s.debtor_key)
 order by s.key
 limit 20
