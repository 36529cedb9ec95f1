select 'PostgreSQL ' || split_part(current_setting('server_version'), ' ', 1)
       || ', fsync ' || current_setting('fsync')
       || ', synchronous_commit ' || current_setting('synchronous_commit')
