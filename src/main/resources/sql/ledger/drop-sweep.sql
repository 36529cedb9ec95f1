delete from sweep where id = :id
