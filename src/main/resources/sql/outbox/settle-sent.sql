-- A person says that it arrived: it was sent when it left.
update act
   set state = 'sent', sent_at = coalesce(sending_at, :now::timestamptz), cause = :cause, owner = null, lease_until = null
 where id = :act and state = 'uncertain'
