copy pg_temp.staged_item from stdin
