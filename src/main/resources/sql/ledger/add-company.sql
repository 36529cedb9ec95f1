with added as (
  insert into company (source, key)
  select :source, :key where not exists (select from company where source = :source and key = :key)
  on conflict do nothing returning id)
insert into feed (company_id) select id from added
