-- By the gateway's own number, or by the key that went with the message: relance.ACT.PROOF.
select id from act where channel = :channel and string_to_array(gateway_id, ', ') @> array[:gatewayId::text]
union
select id from act where id = substring(:gatewayId from '^relance\.(\d{1,18})\.')::bigint and message_id = :gatewayId and channel = :channel
 order by id desc
 limit 1
