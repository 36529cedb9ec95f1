select coalesce(number, key) from item where company_id = :company and key = any(:keys) order by due desc, key limit 5
