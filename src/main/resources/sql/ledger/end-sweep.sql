update sweep set state = :state, closed_at = :now, pages = :pages, records = :records, changed = :changed,
       settled = :settled, missing = :missing, proof = :proof, cause = :cause
 where id = :id
