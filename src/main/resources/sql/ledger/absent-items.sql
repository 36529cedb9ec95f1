insert into absent_item select unnest(cast(:ids as bigint[]))
