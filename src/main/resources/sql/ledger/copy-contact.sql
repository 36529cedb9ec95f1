copy pg_temp.staged_contact from stdin
