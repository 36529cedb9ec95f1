delete from run where id = :run and accounts = 0 and acts = 0
