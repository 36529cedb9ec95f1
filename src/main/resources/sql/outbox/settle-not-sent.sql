-- A person says that it did not arrive.
update act set state = 'cancelled', cause = :cause, owner = null, lease_until = null where id = :act and state = 'uncertain'
