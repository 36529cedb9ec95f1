-- Each debtor of the tests has a mobile number and an address in France.
with d as (
  update debtor set country = 'FR', street = '1 rue des Tests', zip = '69001', city = 'Lyon' returning id, key
)
update contact set mobile = '+33612' || lpad(substr(d.key, 2), 6, '0') from d where d.id = contact.debtor_id
