select nextval(pg_get_serial_sequence('decision', 'id')) from generate_series(1, :count)
