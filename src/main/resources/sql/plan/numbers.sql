select id, coalesce(number, key) as number from item where id = any(:items)
