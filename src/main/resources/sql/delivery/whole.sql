-- Is every part of the message reported as delivered?
select not exists (select from act
                    cross join unnest(string_to_array(act.gateway_id, ', ')) as part(id)
                    where act.id = :act
                      and not exists (select from delivery_report r where r.channel = act.channel and r.gateway_id = part.id and r.status = 'delivered'))
