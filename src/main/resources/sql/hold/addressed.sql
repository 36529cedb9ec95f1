-- Accounts whose debtors have this address, be it among several in one field, or this number.
select a.id
  from contact k
  join account a on a.debtor_id = k.debtor_id
 where lower(btrim(:address)) = any(regexp_split_to_array(lower(k.email), '[,;<>"\s]+'))
    or btrim(:address) like '+%' and phone_tails(k.mobile, k.phone) && phone_tails(:address, null)
