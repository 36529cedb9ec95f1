-- The currencies; D_CodeISO where this version has it.
select p.* from P_DEVISE p
