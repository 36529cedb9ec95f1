select k.key,
       case when s.key is null then 'GONE'
            when (i.open, i.due, i.document, i.kind, i.payment_method, i.dispute, i.no_followup, i.in_payment, i.expected_on)
                 is distinct from
                 (s.open, s.due, s.document, s.kind, s.payment_method, s.dispute, s.no_followup, s.in_payment, s.expected_on)
            then 'CHANGED' else 'SAME' end as found,
       coalesce(s.open, 0) as open
  from unnest(cast(:keys as text[])) as k(key)
  left join staged_item s on s.key = k.key
  left join item i on i.company_id = :company and i.key = k.key
