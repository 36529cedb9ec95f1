insert into sms_answer (channel, gateway_id, number, stop, accounts, at) values (:channel, :gatewayId, :number, :stop, :accounts, :now::timestamptz)
    on conflict (channel, gateway_id) do nothing
returning id
