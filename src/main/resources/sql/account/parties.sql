-- Every account of these parties; a party is named by the account that speaks for it.
select id, company, currency, country, language, category, tags, business, policy, payment_method, excluded, dispute, hold_until,
       reach, last_contact, version, digest, lead_id, contacted, holds,
       case when exists (select from item where account_id = account_read.id and settled_at >= cast(:since as date))
            then paid_lately(id, :since, :ignoring) end as paid
  from account_read
  left join account_holds on account_holds.account_id = account_read.id
 where lead_id = any(:ids)
 order by id
