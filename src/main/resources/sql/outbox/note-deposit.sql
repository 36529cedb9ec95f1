-- The post's number of a letter that left: what it reports later is matched by it.
update act set gateway_id = :number where id = :act
