select currency, count(*) filter (where open <> 0) as items, sum(open) as total from staged_item group by currency
