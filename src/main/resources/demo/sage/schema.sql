-- The tables of a Sage 100 company that the connector reads, as far as public sources tell (shared/erp/sage.md, section 2).
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
  JO_Num T_JOURNAL, JO_Intitule varchar(35), JO_Type smallint, cbMarq int identity primary key,
  cbModification datetime, cbCreation datetime);
create table F_COMPTET (
  CT_Num varchar(17) unique, CT_Intitule T_TITLE, CT_Type smallint, CG_NumPrinc varchar(13), CT_Contact varchar(35),
  CT_Adresse varchar(35), CT_Complement varchar(35), CT_CodePostal varchar(9), CT_Ville varchar(35),
  CT_Pays varchar(35), CT_Telephone varchar(21), CT_EMail varchar(69), CT_Identifiant varchar(25),
  CT_Siret varchar(14), N_Devise smallint, CT_NumPayeur varchar(17), CT_ControlEnc smallint, CT_Sommeil smallint,
  CT_NotRappel smallint, CT_NotPenal smallint, cbMarq int identity primary key, cbModification datetime,
  cbCreation datetime);
create table F_CONTACTT (
  CT_Num varchar(17), CT_Nom varchar(35), CT_Prenom varchar(35), N_Service smallint, CT_Fonction varchar(35),
  CT_Telephone varchar(21), CT_TelPortable varchar(21), CT_EMail varchar(69), cbMarq int identity primary key,
  cbModification datetime, cbCreation datetime);
create table F_ECRITUREC (
  EC_No int, JO_Num T_JOURNAL, JM_Date datetime, EC_Jour smallint, EC_Date datetime, EC_Piece varchar(13),
  EC_RefPiece varchar(17), EC_Reference varchar(17), EC_TresoPiece varchar(17), CG_Num varchar(13),
  CT_Num varchar(17), EC_Intitule T_TITLE, N_Reglement smallint, EC_Echeance datetime, EC_Sens smallint,
  EC_Montant numeric(24,6), N_Devise smallint, EC_Devise numeric(24,6), EC_Parite numeric(24,6), EC_Lettre smallint,
  EC_Lettrage T_LETTER, EC_LettreQ smallint, EC_LettrageQ T_LETTER, EC_Rappel smallint, EC_DateRelance datetime,
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
