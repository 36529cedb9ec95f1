select id, business_day from run where company_id = :company and state = 'deciding' order by id
