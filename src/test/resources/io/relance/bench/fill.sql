-- 200,000 accounts with five open items each, which fall due together (one due day per debtor, spread over 100 days):
-- each day 2 % of the items cross a level (-10, +3) and 1 % become late.
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
         date '2026-11-21' - 60 + ((n - 1) / 5 * 79 % 100), 100 + n % 900, 100 + n % 900
    from generate_series(1, 1000000) n
    join account a on a.id = (select min(id) from account) + (n - 1) / 5;
analyze;
checkpoint;
