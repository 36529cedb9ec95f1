update writeback set state = 'done', done_at = :now, cause = null, owner = null, lease_until = null where id = :id and state <> 'done'
returning company_id, account_id, act_id, kind, key, target
