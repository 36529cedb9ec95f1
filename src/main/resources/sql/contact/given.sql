insert into contact_task (key, account_id, receipt, given_on) values (:key, :account, :receipt, :today)
    on conflict (key) do nothing
