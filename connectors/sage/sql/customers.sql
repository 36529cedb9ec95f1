-- The next customers in the order of their codes, with how many ledger lines each has.
-- A column called relance_FIELD, added here, becomes that field of the debtor: t.[Segment] as relance_category.
select t.*, (select count(*) from F_ECRITUREC e where e.CT_Num = t.CT_Num) as line_count
  from F_COMPTET t
 where t.CT_Type = 0 and t.CT_Num > :#after
 order by t.CT_Num
offset 0 rows fetch next 200 rows only
