-- The newest first; the name as the hub knows it.
select drift.source, drift.debtor,
       coalesce((select max(debtor.name) from debtor join company on company.id = debtor.company_id
                  where company.source = drift.source and debtor.key = drift.debtor), '') as name,
       drift.ours, drift.theirs, drift.since
  from drift
 order by drift.since desc, drift.source, drift.debtor
