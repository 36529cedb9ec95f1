-- A sweep and a re-read of the send route take turns at one company's ledger.
select 1 from (select pg_advisory_xact_lock(hashtextextended('merge', :company))) as locked
