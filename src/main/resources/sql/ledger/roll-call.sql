select id, key, digest from item where company_id = :company and open <> 0 limit :most
