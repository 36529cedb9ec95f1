select company.key from company join feed on feed.company_id = company.id where company.source = :source and feed.paused
