-- Reports that came before their message was known, the oldest first; an act that is being sent is not settled yet.
select r.channel, r.gateway_id, r.status, r.detail
  from delivery_report r
  join act on act.channel = r.channel and string_to_array(act.gateway_id, ', ') @> array[r.gateway_id]
 where r.act_id is null and act.state not in ('claimed', 'sending')
 order by r.id
 limit 500
