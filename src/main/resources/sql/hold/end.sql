delete from account_hold where account_id = any(:accounts) and why = any(:whys) returning account_id
