update run r set state = 'done', ended_at = :now
 where r.company_id = :company and r.state in ('executing', 'planned')
   and not exists (select from act a where a.run_id = r.id
                     and a.state in ('planned', 'approved', 'queued', 'claimed', 'sending', 'failed', 'uncertain'))
