-- What each journal holds: 0 purchase, 1 sale, 2 treasury, 3 general, 4 situation.
select JO_Num, JO_Type from F_JOURNAUX
