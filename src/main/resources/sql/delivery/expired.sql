select count(*) from delivery_report r join act on act.id = r.act_id where r.status = 'expired' and act.recipient = :recipient
