-- Every ledger line of these customers: all accounts, all years, lettered or not. What they mean is decided in Java.
-- A column called relance_FIELD, added here, becomes that field of the item: e.EC_PayNowUrl as relance_paymentLink.
select e.cbMarq, t.CT_Num, e.CG_Num, e.JO_Num, e.JM_Date, e.EC_Jour, e.EC_Piece, e.EC_RefPiece, e.EC_Reference,
       e.EC_Intitule, e.N_Reglement, e.EC_Echeance, e.EC_Sens, e.EC_Montant, e.N_Devise, e.EC_Devise, e.EC_Lettre,
       e.EC_Lettrage, e.EC_LettrageQ, e.EC_Rappel, e.EC_DateRelance, e.EC_ANType, e.cbModification
  from F_ECRITUREC e
  join F_COMPTET t on t.CT_Num = e.CT_Num
 where t.CT_Type = 0 and t.CT_Num in (:#in:parties)
 order by t.CT_Num, e.cbMarq
