-- 200,000 accounts with five open items each; due dates over 100 days, so that 2 % cross a level each day.
insert into company (source, key, name) values ('acme', '1', 'Acme');
insert into feed (company_id, swept_at, read_at) select id, '2026-11-21 05:00Z', '2026-11-21 05:00Z' from company;
insert into debtor (company_id, key, name, language, country)
  select c.id, 'D' || n, 'Debtor ' || n, 'fr', 'FR' from company c, generate_series(1, 200000) n;
insert into contact (debtor_id, key, role, email)
  select id, 'c', 'billing', 'd' || id || '@example.com' from debtor;
insert into account (debtor_id, company_id, currency) select id, company_id, 'EUR' from debtor order by id;
insert into account_state (account_id) select id from account order by id;
insert into item (account_id, company_id, key, document, kind, number, issued, due, original, open)
  select a.id, a.company_id, 'I' || n, 'account.move/' || n, 'invoice', 'INV/2026/' || n, date '2026-08-01',
         date '2026-11-21' - 60 + (n * 79 % 100), 100 + n % 900, 100 + n % 900
    from generate_series(1, 1000000) n
    join account a on a.id = (select min(id) from account) + (n - 1) / 5;
analyze;
checkpoint;
