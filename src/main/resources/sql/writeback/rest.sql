-- After so many of them the source is left alone for a while: its pace.
update writeback_turn set rest_until = :until where source = :source
