select id from hub
