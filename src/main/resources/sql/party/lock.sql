-- Who is the same as whom is found by one process at a time.
select 1 from (select pg_advisory_xact_lock(hashtextextended('party', 0))) as locked
