-- Of two records of one key the later counts: a page that came twice changes nothing.
delete from staged_debtor s using (select key, max(seq) as seq from staged_debtor group by key having count(*) > 1) d
 where s.key = d.key and s.seq < d.seq;
delete from staged_company s using (select key, max(seq) as seq from staged_company group by key having count(*) > 1) d
 where s.key = d.key and s.seq < d.seq;
delete from staged_payment s using (select key, max(seq) as seq from staged_payment group by key having count(*) > 1) d
 where s.key = d.key and s.seq < d.seq;
delete from staged_quote s using (select key, max(seq) as seq from staged_quote group by key having count(*) > 1) d
 where s.key = d.key and s.seq < d.seq;
delete from staged_contact s
 using (select debtor_key, key, max(seq) as seq from staged_contact group by debtor_key, key having count(*) > 1) d
 where s.debtor_key = d.debtor_key and s.key = d.key and s.seq < d.seq;
