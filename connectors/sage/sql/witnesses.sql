-- The lines that were touched last at the reading before.
select cbMarq, cbModification from F_ECRITUREC where cbMarq in (:#in:rows)
