select id, company, currency, country, language, category, tags, business, policy, payment_method, excluded, dispute, hold_until,
       reach, last_contact, version, digest, lead_id, contacted
  from account_read
 where company_id = :company
 order by id
