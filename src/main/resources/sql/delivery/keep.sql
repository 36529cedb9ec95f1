insert into delivery_report (channel, gateway_id, status, detail, at) values (:channel, :gatewayId, :status, :detail, :now::timestamptz)
    on conflict (channel, gateway_id, status) do nothing
returning id
