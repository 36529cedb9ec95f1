select count(*) = 1 from event where id = :id and state = 'claimed' and owner = :owner and lease_until >= :now
