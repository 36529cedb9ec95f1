select exists (
  select from act where run_id = :run
     and (sent_at is not null or state in ('claimed', 'sending', 'uncertain', 'sent', 'delivered', 'bounced')))
