copy pg_temp.staged_payment from stdin
