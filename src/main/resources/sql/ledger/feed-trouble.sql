update feed set trouble = :trouble, trouble_since = coalesce(trouble_since, :now) where company_id = :company
