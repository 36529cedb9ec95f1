insert into alert (kind, subject, message, since, last_seen)
values (:kind, :subject, :message, :now, :now)
on conflict (kind, subject) where until is null
do update set message = excluded.message, last_seen = excluded.last_seen, times = alert.times + 1
returning times = 1
