-- The next sales quotes in the order of their numbers (Gestion commerciale).
select q.*
  from F_DOCENTETE q
 where q.DO_Domaine = 0 and q.DO_Type = 0 and q.DO_Piece > :#after
 order by q.DO_Piece
offset 0 rows fetch next 500 rows only
