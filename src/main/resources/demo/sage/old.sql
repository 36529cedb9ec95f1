-- Text lengths of old versions.
create domain T_TITLE as varchar(35);
create domain T_LETTER as varchar(3);
create domain T_JOURNAL as varchar(6);
