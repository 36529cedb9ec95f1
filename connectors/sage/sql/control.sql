-- What the lines of third parties add up to, as the server counts them; without CT_Type: of nobody known.
select e.CG_Num, t.CT_Type, count(*) as line_count,
       sum(case when e.EC_Sens = 0 then e.EC_Montant else -e.EC_Montant end) as balance
  from F_ECRITUREC e
  left join F_COMPTET t on t.CT_Num = e.CT_Num
 where e.CT_Num is not null and e.CT_Num <> ''
 group by e.CG_Num, t.CT_Type
