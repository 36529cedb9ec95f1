-- These customers; otherwise as customers.sql.
select t.*, (select count(*) from F_ECRITUREC e where e.CT_Num = t.CT_Num) as line_count
  from F_COMPTET t
 where t.CT_Type = 0 and t.CT_Num in (:#in:parties)
 order by t.CT_Num
