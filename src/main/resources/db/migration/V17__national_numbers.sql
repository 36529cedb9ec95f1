-- The country of a debtor's numbers that name none: his own, else that of his VAT number, else the creditor's.
create function number_country(country text, vat text, home text) returns text language sql immutable parallel safe return
  coalesce(nullif(country, ''),
           case when vat ~* '^\s*el[0-9 ]{9}' then 'GR' when vat ~* '^\s*[a-z]{2}[a-z0-9. ]*[0-9]{4}' then upper(left(btrim(vat), 2)) end,
           nullif(home, ''));

-- As in V2, with this country: a plan promises an SMS only where its sender would find a number.
create or replace view account_read as
  select a.id, a.company_id, s.review_on, s.digest, s.xmin as version, s.last_contact, s.contacted, s.lead_id,
         c.source || '/' || c.key as company, a.currency, d.country, d.language, d.category, nullif(d.tags, '{}') as tags,
         d.business, d.policy, d.payment_method, d.excluded, d.dispute, d.hold_until,
         k.reach + case when u.post is null and d.street <> '' and d.city <> '' then 16 else 0 end as reach
    from account a
    left join lateral (select max(role) filter (where reaches = 'email') as email, max(role) filter (where reaches = 'mobile') as mobile,
                              max(role) filter (where reaches = 'post') as post
                         from unreachable where account_id = a.id) u on true
    join account_state s on s.account_id = a.id
    join debtor d on d.id = a.debtor_id
    join company c on c.id = a.company_id
    join lateral (
         select case when u.email is null and bool_or(written and role <> 'executive') then 2
                     when u.email is distinct from 'executive' and bool_or(written and role = 'executive') then 1 else 0 end
              + case when u.mobile is null and bool_or(called and role <> 'executive') then 8
                     when u.mobile is distinct from 'executive' and bool_or(called and role = 'executive') then 4 else 0 end as reach
           from (select role,
                        not no_mail and email like '%_@_%._%'
                        and not exists (select from address_block b where b.email = lower(btrim(contact.email))) as written,
                        not no_call and rings(mobile, phone, number_country(d.country, d.vat, c.country)) as called
                   from contact where debtor_id = d.id) one) k on true;
