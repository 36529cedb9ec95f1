with added as (
  insert into company (source, key) values (:source, :key) on conflict do nothing returning id)
insert into feed (company_id) select id from added on conflict do nothing
