select pg_advisory_unlock(hashtextextended('sweep', :company))
