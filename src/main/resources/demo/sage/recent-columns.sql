-- What recent versions have more, and what a customer defined himself.
alter table F_COMPTET add CT_LangueISO2 varchar(2);
alter table F_COMPTET add CT_GDPR smallint;
alter table F_COMPTET add "Commercial dédié" varchar(35);
alter table F_ECRITUREC add EC_PayNowUrl varchar(255);
alter table F_ECRITUREC add "Centre" varchar(13);
