select company.*, (select id from hub)::text as hub, outward.argument as redirect, outward.mode
  from company left join outward on outward.company_id = company.id
 where company.id = :company
