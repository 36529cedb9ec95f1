select mode, argument from outward where company_id = :company
