-- The contacts of these customers.
select c.* from F_CONTACTT c where c.CT_Num in (:#in:parties) order by c.CT_Num, c.cbMarq
