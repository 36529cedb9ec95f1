select exists (select from company where lower(email) = :address)
