select channel, count(distinct gateway_id) as messages
  from delivery_report
 where act_id is null and at < :before::timestamptz and at >= :after::timestamptz
 group by channel
