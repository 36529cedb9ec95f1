-- Whether they can be written to is to be seen again.
delete from unreachable where account_id in (select unnest(:accounts::bigint[])
                                             union all
                                             select other_id from party_account where account_id = any(:accounts))
