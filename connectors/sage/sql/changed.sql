-- The customers of whom anything was touched since that moment of the server's clock.
select t.CT_Num
  from F_COMPTET t
 where t.CT_Type = 0
   and (t.cbModification >= :#since
        or exists (select 1 from F_ECRITUREC e where e.CT_Num = t.CT_Num and e.cbModification >= :#since)
        or exists (select 1 from F_CONTACTT c where c.CT_Num = t.CT_Num and c.cbModification >= :#since))
 order by t.CT_Num
