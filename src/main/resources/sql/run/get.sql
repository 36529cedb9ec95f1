select id, code, company_id, business_day, operator, state, cause, outward, accounts, acts, items, totals from run where id = :id
