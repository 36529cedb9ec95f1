select id from act where run_id = :run and state in ('planned', 'approved', 'queued', 'failed') order by id
