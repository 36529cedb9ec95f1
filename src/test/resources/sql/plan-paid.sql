-- The one item was paid two days ago.
with settled as (
  update item set open = 0, settled_at = '2026-11-20T06:00:00Z', settled_as = 'settled' returning company_id, key
), reminded as (
  update act set policy = 'courteous'
), written as (
  insert into contact (debtor_id, key, role, email) select id, 'C', 'billing', 'd1@example.com' from debtor
)
insert into payment (company_id, key, item_key, paid_on, amount, currency, seen_at)
select company_id, 'P', key, '2026-11-19', 100, 'EUR', '2026-11-20T06:00:00Z' from settled
