-- From the beginning: they are tried as long as any other.
update event set state = 'waiting', attempts = 0, failing_since = null, next_attempt = '-infinity' where subscriber = :subscriber and state = 'dead'
