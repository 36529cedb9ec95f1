update run set state = :state, cause = :cause, accounts = accounts + :accounts, acts = :acts, items = :items, totals = :totals,
       ended_at = case when :state = 'done' then cast(:now as timestamptz) end
 where id = :run
