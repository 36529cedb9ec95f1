select e.email, exists (select from address_block b where b.email = lower(e.email)) as blocked,
       (select count(distinct debtor_id) from contact where lower(email) = lower(e.email)) as debtors
  from unnest(:emails::text[]) as e(email)
