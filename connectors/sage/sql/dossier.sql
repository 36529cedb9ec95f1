-- The company of this database.
select d.* from P_DOSSIER d
