update company c
   set name = coalesce(s.name, c.name), vat = s.vat, registration = s.registration, street = s.street, zip = s.zip,
       city = s.city, country = s.country, iban = s.iban, bic = s.bic, phone = s.phone, email = s.email,
       language = coalesce(s.language, c.language), zone = coalesce(s.zone, c.zone),
       currency = coalesce(s.currency, c.currency)
  from staged_company s
 where c.id = :company and c.key = s.key
