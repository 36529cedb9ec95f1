copy pg_temp.staged_quote from stdin
