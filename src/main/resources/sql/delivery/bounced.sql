update act set state = 'bounced', cause = :cause, owner = null, lease_until = null where id = :act and state in ('sent', 'delivered', 'uncertain')
returning redirected
