-- Two days ago they were reminded, now they have paid.
with reminded as (
  update act set sent_at = sent_at - interval '2 days', sending_at = sending_at - interval '2 days', created_at = created_at - interval '2 days',
                 business_day = business_day - 2
   where state = 'sent'
), contacted as (
  update account_state set last_contact = last_contact - 2, contacted = array[last_contact - 2], review_on = '-infinity'
), settled as (
  update item set open = 0, settled_at = now(), settled_as = 'settled', policy = 'classic' returning company_id, key, original
)
insert into payment (company_id, key, item_key, paid_on, amount, currency, seen_at)
select company_id, 'P' || key, key, current_date, original, 'EUR', now() from settled
