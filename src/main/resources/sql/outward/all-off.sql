update outward set mode = 'off', argument = null, actor = :actor, at = :now where mode <> 'off'
returning company_id
