copy pg_temp.staged_company from stdin
