-- A number is the same however the ERP writes it: its last nine digits say so. Several may stand in one field.
select e.email, exists (select from address_block b where b.email = lower(e.email)) as blocked,
       case when e.email like '+%'
            then (select count(distinct debtor_id) from contact where phone_tails(contact.mobile, contact.phone) && phone_tails(e.email, null))
            else (select count(distinct debtor_id) from contact where lower(email) = lower(e.email)) end as debtors
  from unnest(:emails::text[]) as e(email)
