-- The names of the payment modes.
select cbIndice, R_Intitule from P_REGLEMENT
