-- A few rows are deleted, so that a re-read of some items writes no catalogue; a sweep's are truncated.
do $$
declare
  staged regclass;
begin
  foreach staged in array array['staged_company', 'staged_debtor', 'staged_contact', 'staged_item', 'staged_payment', 'staged_quote',
                                'staged_document', 'absent_item', 'touched']::regclass[] loop
    if pg_relation_size(staged) > 1000000 then
      execute format('truncate %s', staged);
    elsif pg_relation_size(staged) > 0 then
      execute format('delete from %s', staged);
    end if;
  end loop;
end $$;
reset work_mem
