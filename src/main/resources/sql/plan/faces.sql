-- Who these accounts are and whom one could write to; a blocked address is shown as none.
select a.id as account, d.key as debtor, d.name, k.role, k.name as contact, k.no_mail,
       case when b.email is null then k.email end as email
  from account a
  join debtor d on d.id = a.debtor_id
  left join contact k on k.debtor_id = d.id
  left join address_block b on b.email = lower(btrim(k.email))
 where a.id = any(:accounts)
 order by a.id, k.key
