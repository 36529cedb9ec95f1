-- Which columns this database has; held against what the other statements need.
select TABLE_CATALOG, TABLE_NAME, COLUMN_NAME, CHARACTER_MAXIMUM_LENGTH
  from INFORMATION_SCHEMA.COLUMNS
 where TABLE_NAME in ('P_DOSSIER', 'P_DEVISE', 'P_REGLEMENT', 'F_JOURNAUX', 'F_COMPTET', 'F_CONTACTT', 'F_ECRITUREC',
                      'F_DOCENTETE')
