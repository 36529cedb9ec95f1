insert into hint as h (source, asked_at) values (:source, :now)
on conflict (source) do update set asked_at = coalesce(h.asked_at, excluded.asked_at)
