-- Reports that came before their message was known, the oldest first; an act that is being sent is not settled yet.
select r.channel, r.gateway_id, r.status, r.detail
  from delivery_report r
  join act on act.channel = r.channel and string_to_array(act.gateway_id, ', ') @> array[r.gateway_id]
 where r.act_id is null and act.state not in ('claimed', 'sending')
union all
select r.channel, r.gateway_id, r.status, r.detail
  from delivery_report r
  join act on act.id = substring(r.gateway_id from '^relance\.(\d{1,18})\.')::bigint and act.message_id = r.gateway_id and act.channel = r.channel
 where r.act_id is null and act.gateway_id is null and act.state not in ('claimed', 'sending')
 limit 500
