update act set state = 'queued', approved_by = :person, next_attempt = greatest(next_attempt, :now) where id = any(:acts) and state = 'planned'
