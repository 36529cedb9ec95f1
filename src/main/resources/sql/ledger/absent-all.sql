insert into absent_item select id from item where company_id = :company and open <> 0
