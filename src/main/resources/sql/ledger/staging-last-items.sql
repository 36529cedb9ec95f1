-- As staging-last, for items; left out when as many came as the ERP counts.
delete from staged_item s using (select key, max(seq) as seq from staged_item group by key having count(*) > 1) d
 where s.key = d.key and s.seq < d.seq;
