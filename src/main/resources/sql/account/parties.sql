-- Every account of these parties; a party is named by the account that speaks for it.
select id, company, currency, country, language, category, tags, business, policy, payment_method, excluded, dispute, hold_until,
       reach, last_contact, version, digest, lead_id, contacted
  from account_read
 where lead_id = any(:ids)
 order by id
