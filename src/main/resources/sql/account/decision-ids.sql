-- The first of a block of 5,000.
select nextval(pg_get_serial_sequence('decision', 'id'))
