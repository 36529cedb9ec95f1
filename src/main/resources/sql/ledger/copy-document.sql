copy pg_temp.staged_document from stdin
