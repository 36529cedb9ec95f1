select pg_advisory_unlock(hashtextextended(:what, :company))
