insert into sweep (company_id, mode, started_at) values (:company, :mode, :now) returning id
