update act set state = 'queued', next_attempt = greatest(next_attempt, :now) where run_id = :run and state = 'planned' and (not approval or approved_by is not null)
