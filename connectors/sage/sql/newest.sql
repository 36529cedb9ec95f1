-- The lines touched last; the next reading must find them no older.
select cbMarq, cbModification
  from F_ECRITUREC
 order by cbModification desc, cbMarq desc
offset 0 rows fetch next 5 rows only
