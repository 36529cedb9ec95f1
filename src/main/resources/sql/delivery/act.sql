select id from act where channel = :channel and string_to_array(gateway_id, ', ') @> array[:gatewayId::text] order by id desc limit 1
