-- A small Sage 100 company: see ledger.json for what it must become. Tables as far as the connector reads them.
create table P_DOSSIER (
  D_RaisonSoc varchar(35), D_Adresse varchar(35), D_CodePostal varchar(9), D_Ville varchar(35), D_Pays varchar(35),
  D_Siret varchar(14), D_Identifiant varchar(25), D_Telephone varchar(21), D_EMail varchar(69),
  D_DebutExo01 datetime, D_FinExo01 datetime, D_DebutExo02 datetime, D_FinExo02 datetime, D_DebutExo03 datetime,
  D_FinExo03 datetime, D_DebutExo04 datetime, D_FinExo04 datetime, D_DebutExo05 datetime, D_FinExo05 datetime,
  cbMarq int identity primary key, cbModification datetime, cbCreation datetime);
create table P_DEVISE (
  cbIndice smallint, D_Intitule varchar(35), D_CodeISO varchar(3), cbMarq int identity primary key,
  cbModification datetime, cbCreation datetime);
create table P_REGLEMENT (
  cbIndice smallint, R_Intitule varchar(35), cbMarq int identity primary key, cbModification datetime,
  cbCreation datetime);
create table F_JOURNAUX (
  JO_Num varchar(7), JO_Intitule varchar(35), JO_Type smallint, cbMarq int identity primary key,
  cbModification datetime, cbCreation datetime);
create table F_COMPTET (
  CT_Num varchar(17) unique, CT_Intitule varchar(69), CT_Type smallint, CG_NumPrinc varchar(13), CT_Contact varchar(35),
  CT_Adresse varchar(35), CT_Complement varchar(35), CT_CodePostal varchar(9), CT_Ville varchar(35),
  CT_Pays varchar(35), CT_Telephone varchar(21), CT_EMail varchar(69), CT_Identifiant varchar(25),
  CT_Siret varchar(14), N_Devise smallint, CT_NumPayeur varchar(17), CT_ControlEnc smallint, CT_Sommeil smallint,
  CT_NotRappel smallint, CT_NotPenal smallint, CT_LangueISO2 varchar(2), cbMarq int identity primary key, cbModification datetime,
  cbCreation datetime);
create table F_CONTACTT (
  CT_Num varchar(17), CT_Nom varchar(35), CT_Prenom varchar(35), N_Service smallint, CT_Fonction varchar(35),
  CT_Telephone varchar(21), CT_TelPortable varchar(21), CT_EMail varchar(69), cbMarq int identity primary key,
  cbModification datetime, cbCreation datetime);
create table F_ECRITUREC (
  EC_No int, JO_Num varchar(7), JM_Date datetime, EC_Jour smallint, EC_Date datetime, EC_Piece varchar(13),
  EC_RefPiece varchar(17), EC_Reference varchar(17), EC_TresoPiece varchar(17), CG_Num varchar(13),
  CT_Num varchar(17), EC_Intitule varchar(69), N_Reglement smallint, EC_Echeance datetime, EC_Sens smallint,
  EC_Montant numeric(24,6), N_Devise smallint, EC_Devise numeric(24,6), EC_Parite numeric(24,6), EC_Lettre smallint,
  EC_Lettrage varchar(5), EC_LettreQ smallint, EC_LettrageQ varchar(5), EC_Rappel smallint, EC_DateRelance datetime,
  EC_StatusRegle smallint, EC_MontantRegle numeric(24,6), EC_ANType smallint, EC_PenalType smallint,
  EC_Cloture smallint, cbMarq int identity primary key, cbModification datetime, cbCreation datetime,
  cbCreateur varchar(4));
create index EC_TIERS on F_ECRITUREC (CT_Num);
create index EC_MODIFICATION on F_ECRITUREC (cbModification);
create table F_DOCENTETE (
  DO_Domaine smallint, DO_Type smallint, DO_Piece varchar(13), DO_Tiers varchar(17), DO_Date datetime,
  DO_Ref varchar(17), DO_TotalHT numeric(24,6), DO_TotalTTC numeric(24,6), N_Devise smallint, DO_Statut smallint,
  cbMarq int identity primary key, cbModification datetime, cbCreation datetime);
create index DO_PIECE on F_DOCENTETE (DO_Domaine, DO_Type, DO_Piece);
insert into P_DOSSIER (D_RaisonSoc, D_Adresse, D_CodePostal, D_Ville, D_Pays, D_Siret, D_Identifiant, D_Telephone, D_EMail, D_DebutExo01, D_FinExo01, D_DebutExo02, D_FinExo02, D_DebutExo03, D_FinExo03, D_DebutExo04, D_FinExo04, D_DebutExo05, D_FinExo05, cbModification)
  values ('Atelier Lumière SARL', '4 rue de l''Arquebuse', '21000', 'Dijon', 'France', '81234567800019', 'FR32812345678', '03 80 00 00 30', 'comptabilite@atelier-lumiere.example', '2025-01-01', '2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01', '2027-12-31', '2028-01-01', '2028-12-31', '2029-01-01', '2029-12-31', '2026-11-20 17:30');
insert into P_DEVISE (cbIndice, D_Intitule, cbModification)
  values (1, 'Euro', '2026-11-20 17:30');
insert into P_DEVISE (cbIndice, D_Intitule, D_CodeISO, cbModification)
  values (2, 'Dollar US', 'USD', '2026-11-20 17:30');
insert into P_DEVISE (cbIndice, D_Intitule, D_CodeISO, cbModification)
  values (3, 'Livre sterling', 'GBP', '2026-11-20 17:30');
insert into P_REGLEMENT (cbIndice, R_Intitule, cbModification)
  values (1, 'Virement', '2026-11-20 17:30');
insert into P_REGLEMENT (cbIndice, R_Intitule, cbModification)
  values (2, 'Chèque', '2026-11-20 17:30');
insert into P_REGLEMENT (cbIndice, R_Intitule, cbModification)
  values (3, 'Prélèvement', '2026-11-20 17:30');
insert into P_REGLEMENT (cbIndice, R_Intitule, cbModification)
  values (4, 'Traite', '2026-11-20 17:30');
insert into F_JOURNAUX (JO_Num, JO_Intitule, JO_Type, cbModification)
  values ('ACH', 'Achats', 0, '2026-11-20 17:30');
insert into F_JOURNAUX (JO_Num, JO_Intitule, JO_Type, cbModification)
  values ('VEN', 'Ventes', 1, '2026-11-20 17:30');
insert into F_JOURNAUX (JO_Num, JO_Intitule, JO_Type, cbModification)
  values ('BQ1', 'Banque', 2, '2026-11-20 17:30');
insert into F_JOURNAUX (JO_Num, JO_Intitule, JO_Type, cbModification)
  values ('OD', 'Opérations diverses', 3, '2026-11-20 17:30');
insert into F_JOURNAUX (JO_Num, JO_Intitule, JO_Type, cbModification)
  values ('AN', 'À-nouveaux', 3, '2026-11-20 17:30');
insert into F_JOURNAUX (JO_Num, JO_Intitule, JO_Type, cbModification)
  values ('SIT', 'Situation', 4, '2026-11-20 17:30');
insert into F_COMPTET (CT_Num, CT_Intitule, CT_Type, CG_NumPrinc, CT_Adresse, CT_CodePostal, CT_Ville, CT_Pays, CT_Telephone, CT_EMail, CT_Identifiant, CT_Siret, N_Devise, CT_NumPayeur, CT_ControlEnc, CT_Sommeil, CT_NotRappel, cbModification, CT_LangueISO2)
  values ('CARAT', 'Carat SARL', 0, '4110000', '2 rue des Forges', '21000', 'Dijon', 'France', '03 80 11 22 33', 'contact@carat.example', 'FR44732829320', '73282932000074', 0, 'CARAT', 0, 0, 0, '2026-11-20 17:30', 'fr');
insert into F_COMPTET (CT_Num, CT_Intitule, CT_Type, CG_NumPrinc, CT_Adresse, CT_CodePostal, CT_Ville, CT_Pays, CT_Telephone, N_Devise, CT_NumPayeur, CT_ControlEnc, CT_Sommeil, CT_NotRappel, cbModification)
  values ('BETA', 'Beta Ingénierie SA', 0, '4110000', '9 quai Nord', '69002', 'Lyon', 'France', '04 72 00 00 01', 0, 'BETA', 0, 0, 0, '2026-11-20 17:30');
insert into F_COMPTET (CT_Num, CT_Intitule, CT_Type, CG_NumPrinc, CT_Pays, CT_EMail, N_Devise, CT_NumPayeur, CT_ControlEnc, CT_Sommeil, CT_NotRappel, cbModification)
  values ('GAMMA', 'Gamma Négoce', 0, '4110000', 'France', 'gamma@gamma.example', 0, 'GAMMA', 0, 0, 1, '2026-11-20 17:30');
insert into F_COMPTET (CT_Num, CT_Intitule, CT_Type, CG_NumPrinc, CT_Pays, N_Devise, CT_NumPayeur, CT_ControlEnc, CT_Sommeil, CT_NotRappel, cbModification)
  values ('FOUR', 'Un fournisseur', 1, '4010000', 'France', 0, 'FOUR', 0, 0, 0, '2026-11-20 17:30');
insert into F_CONTACTT (CT_Num, CT_Nom, CT_Prenom, CT_Fonction, CT_EMail, cbModification)
  values ('CARAT', 'Morel', 'Anne', 'Comptabilité', 'compta@carat.example', '2026-11-20 17:30');
insert into F_ECRITUREC (EC_No, JO_Num, JM_Date, EC_Jour, EC_Date, EC_Piece, EC_RefPiece, CG_Num, CT_Num, EC_Intitule, N_Reglement, EC_Echeance, EC_Sens, EC_Montant, N_Devise, EC_Devise, EC_Lettre, EC_Lettrage, EC_LettreQ, EC_Rappel, EC_DateRelance, EC_ANType, cbModification)
  values (1, 'VEN', '2025-11-01', 3, '2025-11-06', 'FA0101', 'FA0101', '4110000', 'GAMMA', 'VEN FA0101', 1, '2025-12-03', 0, 1000, 0, 0, 0, '', 0, 2, '2025-12-20', 0, '2026-11-20 17:30');
insert into F_ECRITUREC (EC_No, JO_Num, JM_Date, EC_Jour, EC_Date, EC_Piece, EC_RefPiece, CG_Num, CT_Num, EC_Intitule, N_Reglement, EC_Echeance, EC_Sens, EC_Montant, N_Devise, EC_Devise, EC_Lettre, EC_Lettrage, EC_LettreQ, EC_Rappel, EC_DateRelance, EC_ANType, cbModification)
  values (2, 'VEN', '2025-09-01', 1, '2025-09-04', 'FA0090', 'FA0090', '4110000', 'CARAT', 'VEN FA0090', 1, '2025-10-01', 0, 55, 0, 0, 1, 'A', 0, 0, '1753-01-01', 0, '2026-11-20 17:30');
insert into F_ECRITUREC (EC_No, JO_Num, JM_Date, EC_Jour, EC_Date, EC_Piece, CG_Num, CT_Num, EC_Intitule, N_Reglement, EC_Echeance, EC_Sens, EC_Montant, N_Devise, EC_Devise, EC_Lettre, EC_Lettrage, EC_LettreQ, EC_Rappel, EC_DateRelance, EC_ANType, cbModification)
  values (3, 'BQ1', '2025-10-01', 2, '2025-10-05', 'VIR1', '4110000', 'CARAT', 'BQ1', 1, '1900-01-01', 1, 55, 0, 0, 1, 'A', 0, 0, '1900-01-01', 0, '2026-11-20 17:30');
insert into F_ECRITUREC (EC_No, JO_Num, JM_Date, EC_Jour, EC_Date, EC_Piece, EC_RefPiece, CG_Num, CT_Num, EC_Intitule, N_Reglement, EC_Echeance, EC_Sens, EC_Montant, N_Devise, EC_Devise, EC_Lettre, EC_Lettrage, EC_LettreQ, EC_Rappel, EC_DateRelance, EC_ANType, cbModification)
  values (4, 'AN', '2026-01-01', 1, '2025-11-06', 'FA0101', 'FA0101', '4110000', 'GAMMA', 'VEN FA0101', 1, '2025-12-03', 0, 1000, 0, 0, 0, 'a', 0, 2, '2025-12-20', 1, '2026-11-20 17:30');
insert into F_ECRITUREC (EC_No, JO_Num, JM_Date, EC_Jour, EC_Date, EC_Piece, CG_Num, CT_Num, EC_Intitule, N_Reglement, EC_Echeance, EC_Sens, EC_Montant, N_Devise, EC_Devise, EC_Lettre, EC_Lettrage, EC_LettreQ, EC_Rappel, EC_DateRelance, EC_ANType, cbModification)
  values (5, 'BQ1', '2026-01-01', 20, '2026-01-23', 'VIR7', '4110000', 'GAMMA', 'BQ1', 1, '1900-01-01', 1, 300, 0, 0, 0, 'a', 0, 0, '1900-01-01', 0, '2026-11-20 17:30');
insert into F_ECRITUREC (EC_No, JO_Num, JM_Date, EC_Jour, EC_Date, EC_Piece, EC_RefPiece, CG_Num, CT_Num, EC_Intitule, N_Reglement, EC_Echeance, EC_Sens, EC_Montant, N_Devise, EC_Devise, EC_Lettre, EC_LettreQ, EC_Rappel, EC_DateRelance, EC_ANType, cbModification)
  values (6, 'VEN', '2026-09-01', 1, '2026-09-04', 'FA0201', 'FA0201', '4110000', 'CARAT', 'VEN FA0201', 1, '2026-10-01', 0, 400, 0, 0, 0, 0, 0, '1753-01-01', 0, '2026-11-20 17:30');
insert into F_ECRITUREC (EC_No, JO_Num, JM_Date, EC_Jour, EC_Date, EC_Piece, EC_RefPiece, CG_Num, CT_Num, EC_Intitule, N_Reglement, EC_Echeance, EC_Sens, EC_Montant, N_Devise, EC_Devise, EC_Lettre, EC_Lettrage, EC_LettreQ, EC_Rappel, EC_DateRelance, EC_ANType, cbModification)
  values (7, 'VEN', '2026-09-01', 1, '2026-09-04', 'FA0201', 'FA0201', '4110000', 'CARAT', 'VEN FA0201', 1, '2026-11-01', 0, 800, 0, 0, 0, '', 0, 0, '1900-01-01', 0, '2026-11-20 17:30');
insert into F_ECRITUREC (EC_No, JO_Num, JM_Date, EC_Jour, EC_Date, EC_Piece, EC_RefPiece, CG_Num, CT_Num, EC_Intitule, N_Reglement, EC_Echeance, EC_Sens, EC_Montant, N_Devise, EC_Devise, EC_Lettre, EC_Lettrage, EC_LettreQ, EC_Rappel, EC_DateRelance, EC_ANType, cbModification)
  values (8, 'VEN', '2026-09-01', 15, '2026-09-18', 'FA0207', 'FA0207', '4110000', 'CARAT', 'VEN FA0207', 1, '1753-01-01', 0, 240.5, 0, 0, 0, 'b', 0, 0, '1753-01-01', 0, '2026-11-20 17:30');
insert into F_ECRITUREC (EC_No, JO_Num, JM_Date, EC_Jour, EC_Date, EC_Piece, CG_Num, CT_Num, EC_Intitule, N_Reglement, EC_Echeance, EC_Sens, EC_Montant, N_Devise, EC_Devise, EC_Lettre, EC_Lettrage, EC_LettreQ, EC_Rappel, EC_DateRelance, EC_ANType, cbModification)
  values (9, 'BQ1', '2026-10-01', 12, '2026-10-15', 'VIR12', '4110000', 'CARAT', 'BQ1', 1, '1900-01-01', 1, 100.5, 0, 0, 0, 'b', 0, 0, '1900-01-01', 0, '2026-11-20 17:30');
insert into F_ECRITUREC (EC_No, JO_Num, JM_Date, EC_Jour, EC_Date, EC_Piece, EC_RefPiece, CG_Num, CT_Num, EC_Intitule, N_Reglement, EC_Echeance, EC_Sens, EC_Montant, N_Devise, EC_Devise, EC_Lettre, EC_Lettrage, EC_LettreQ, EC_Rappel, EC_DateRelance, EC_ANType, cbModification)
  values (10, 'VEN', '2026-09-01', 16, '2026-09-19', 'FA0208', 'FA0208', '4110000', 'CARAT', 'VEN FA0208', 1, '2026-10-16', 0, 77, 0, 0, 1, 'C', 0, 0, '1753-01-01', 0, '2026-11-20 17:30');
insert into F_ECRITUREC (EC_No, JO_Num, JM_Date, EC_Jour, EC_Date, EC_Piece, CG_Num, CT_Num, EC_Intitule, N_Reglement, EC_Echeance, EC_Sens, EC_Montant, N_Devise, EC_Devise, EC_Lettre, EC_Lettrage, EC_LettreQ, EC_Rappel, EC_DateRelance, EC_ANType, cbModification)
  values (11, 'BQ1', '2026-10-01', 14, '2026-10-17', 'VIR13', '4110000', 'CARAT', 'BQ1', 1, '1900-01-01', 1, 77, 0, 0, 1, 'C', 0, 0, '1900-01-01', 0, '2026-11-20 17:30');
insert into F_ECRITUREC (EC_No, JO_Num, JM_Date, EC_Jour, EC_Date, EC_Piece, EC_RefPiece, CG_Num, CT_Num, EC_Intitule, N_Reglement, EC_Echeance, EC_Sens, EC_Montant, N_Devise, EC_Devise, EC_Lettre, EC_LettreQ, EC_Rappel, EC_DateRelance, EC_ANType, cbModification)
  values (12, 'VEN', '2026-10-01', 5, '2026-10-08', 'FA0210', 'FA0210', '4110000', 'BETA', 'VEN FA0210', 1, '2026-12-05', 0, 1210, 0, 0, 0, 0, 0, '1753-01-01', 0, '2026-11-20 17:30');
insert into F_ECRITUREC (EC_No, JO_Num, JM_Date, EC_Jour, EC_Date, EC_Piece, EC_RefPiece, CG_Num, CT_Num, EC_Intitule, N_Reglement, EC_Echeance, EC_Sens, EC_Montant, N_Devise, EC_Devise, EC_Lettre, EC_Lettrage, EC_LettreQ, EC_Rappel, EC_DateRelance, EC_ANType, cbModification)
  values (13, 'VEN', '2026-10-01', 9, '2026-10-12', 'AV0003', 'AV0003', '4110000', 'BETA', 'VEN AV0003', 1, '1900-01-01', 1, 96.4, 0, 0, 0, '', 0, 0, '1900-01-01', 0, '2026-11-20 17:30');
insert into F_ECRITUREC (EC_No, JO_Num, JM_Date, EC_Jour, EC_Date, EC_Piece, EC_RefPiece, CG_Num, CT_Num, EC_Intitule, N_Reglement, EC_Echeance, EC_Sens, EC_Montant, N_Devise, EC_Devise, EC_Lettre, EC_Lettrage, EC_LettreQ, EC_Rappel, EC_DateRelance, EC_ANType, cbModification)
  values (14, 'VEN', '2026-09-01', 20, '2026-09-23', 'FX01', 'FX01', '4110000', 'BETA', 'VEN FX01', 1, '2026-10-20', 0, 910, 2, 1000, 0, '', 0, 0, '1753-01-01', 0, '2026-11-20 17:30');
insert into F_ECRITUREC (EC_No, JO_Num, JM_Date, EC_Jour, EC_Date, EC_Piece, EC_RefPiece, CG_Num, CT_Num, EC_Intitule, N_Reglement, EC_Echeance, EC_Sens, EC_Montant, N_Devise, EC_Devise, EC_Lettre, EC_LettreQ, EC_Rappel, EC_DateRelance, EC_ANType, cbModification)
  values (15, 'SIT', '2026-09-01', 20, '2026-09-23', 'SIM', 'SIM', '4110000', 'BETA', 'SIT SIM', 1, '2026-10-20', 0, 9999, 0, 0, 0, 0, 0, '1900-01-01', 0, '2026-11-20 17:30');
insert into F_ECRITUREC (EC_No, JO_Num, JM_Date, EC_Jour, EC_Date, EC_Piece, EC_RefPiece, CG_Num, CT_Num, EC_Intitule, N_Reglement, EC_Echeance, EC_Sens, EC_Montant, N_Devise, EC_Devise, EC_Lettre, EC_Lettrage, EC_LettreQ, EC_Rappel, EC_DateRelance, EC_ANType, cbModification)
  values (16, 'VEN', '2026-09-01', 20, '2026-09-23', 'X1', 'X1', '4110000', 'FOUR', 'VEN X1', 1, '2026-10-20', 0, 31, 0, 0, 0, '', 0, 0, '1753-01-01', 0, '2026-11-20 17:30');
insert into F_DOCENTETE (DO_Domaine, DO_Type, DO_Piece, DO_Tiers, DO_Date, DO_TotalTTC, N_Devise, cbModification)
  values (0, 0, 'DE00041', 'BETA', '2026-11-06', 4321, 0, '2026-11-20 17:30');
