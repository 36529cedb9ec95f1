copy pg_temp.staged_debtor from stdin
