delete from address_block where email = lower(btrim(:address)) returning cause
