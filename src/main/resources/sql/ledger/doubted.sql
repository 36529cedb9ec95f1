select coalesce(trouble, '') from feed where company_id = :company and doubted
