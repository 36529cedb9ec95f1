copy pg_temp.decided from stdin (format binary)
