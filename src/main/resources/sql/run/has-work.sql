select exists (select from account_state s join account a on a.id = s.account_id
                where a.company_id = :company and (s.review_on <= :day or (s.to_plan and :outward <> 'off')))
