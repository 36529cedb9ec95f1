update act set state = 'delivered' where id = :act and state = 'sent'
