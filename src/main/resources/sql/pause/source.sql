update feed set paused = :paused from company where company.id = feed.company_id and company.source = :source
