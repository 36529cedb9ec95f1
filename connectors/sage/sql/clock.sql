-- The server's own now (local time) and who we are there.
select getdate() as server_now, current_user as login
