with changed as (
  insert into debtor as d (company_id, key, name, reference, legal_key, payer_key, siren, vat, language, country, street,
                           zip, city, category, tags, salesperson, payment_method, policy, excluded, hold_until,
                           business, native_level, native_on, dispute)
  select :company, s.key, s.name, s.reference, s.legal_key, s.payer_key, s.siren, s.vat, s.language, s.country, s.street,
         s.zip, s.city, s.category, s.tags, s.salesperson, s.payment_method, s.policy, s.excluded, s.hold_until,
         s.business, s.native_level, s.native_on, s.dispute
    from staged_debtor s
    left join debtor o on o.company_id = :company and o.key = s.key
   where o.id is null
      or (o.name, o.reference, o.legal_key, o.payer_key, o.siren, o.vat, o.language, o.country, o.street, o.zip, o.city,
          o.category, o.tags, o.salesperson, o.payment_method, o.policy, o.excluded, o.hold_until, o.business,
          o.native_level, o.native_on, o.dispute)
         is distinct from
         (s.name, s.reference, s.legal_key, s.payer_key, s.siren, s.vat, s.language, s.country, s.street, s.zip, s.city,
          s.category, s.tags, s.salesperson, s.payment_method, s.policy, s.excluded, s.hold_until, s.business,
          s.native_level, s.native_on, s.dispute)
  on conflict (company_id, key) do update
     set name = excluded.name, reference = excluded.reference, legal_key = excluded.legal_key,
         payer_key = excluded.payer_key, siren = excluded.siren, vat = excluded.vat, language = excluded.language,
         country = excluded.country, street = excluded.street, zip = excluded.zip, city = excluded.city,
         category = excluded.category, tags = excluded.tags, salesperson = excluded.salesperson,
         payment_method = excluded.payment_method, policy = excluded.policy, excluded = excluded.excluded,
         hold_until = excluded.hold_until, business = excluded.business, native_level = excluded.native_level,
         native_on = excluded.native_on, dispute = excluded.dispute
  returning d.id)
insert into touched select a.id from account a join changed on changed.id = a.debtor_id
