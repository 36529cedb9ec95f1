select id, coalesce(number, key) as number, reference, issued, due, original, open, payment_link from item where id = any(:items)
