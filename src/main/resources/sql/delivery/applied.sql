update delivery_report set act_id = :act where channel = :channel and gateway_id = :gatewayId and status = :status and act_id is null
