select pg_try_advisory_lock(hashtextextended(:what, :company))
