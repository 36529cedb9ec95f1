select kind, subject, message, since, last_seen, times from alert where until is null order by since, id
