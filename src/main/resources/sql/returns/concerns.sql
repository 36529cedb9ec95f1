update came_back set act_id = :act, accounts = :accounts, failed = :failed, payload_id = :payload where id = :id
