with made as (
  insert into company (source, key, name, iban, bic, email, language)
  values ('acme', '1', 'Ateliers Lumière', 'FR7630006000011234567890189', 'AGRIFRPP', 'compta@lumiere.example', 'fr')
  returning id
), fed as (
  insert into feed (company_id, read_at, swept_at) select id, :now::timestamptz, :now::timestamptz from made
), armed as (
  insert into outward (company_id, mode, actor, at) select id, 'on', 'test', :now::timestamptz from made
), ran as (
  insert into run (code, company_id, business_day, operator, state, outward, started_at)
  select 'R1', id, :today, 'test', 'executing', 'on', :now::timestamptz from made
)
select id from made
