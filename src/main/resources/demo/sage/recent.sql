-- Text lengths of recent versions.
create domain T_TITLE as varchar(69);
create domain T_LETTER as varchar(5);
create domain T_JOURNAL as varchar(7);
