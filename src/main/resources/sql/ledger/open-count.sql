select count(*) from item where company_id = :company and open <> 0
