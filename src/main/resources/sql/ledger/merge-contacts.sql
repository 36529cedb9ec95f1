with changed as (
  insert into contact as c (debtor_id, key, role, name, email, phone, mobile, language, no_mail, no_call)
  select d.id, s.key, s.role, s.name, s.email, s.phone, s.mobile, s.language, s.no_mail, s.no_call
    from staged_contact s
    join debtor d on d.company_id = :company and d.key = s.debtor_key
    left join contact o on o.debtor_id = d.id and o.key = s.key
   where o.key is null
      or (o.role, o.name, o.email, o.phone, o.mobile, o.language, o.no_mail, o.no_call)
         is distinct from (s.role, s.name, s.email, s.phone, s.mobile, s.language, s.no_mail, s.no_call)
  on conflict (debtor_id, key) do update
     set role = excluded.role, name = excluded.name, email = excluded.email, phone = excluded.phone,
         mobile = excluded.mobile, language = excluded.language, no_mail = excluded.no_mail, no_call = excluded.no_call
  returning c.debtor_id)
insert into touched select a.id from account a where a.debtor_id in (select debtor_id from changed)
