insert into oauth_grant (source, refresh, access, access_until, refused, changed_at)
values (:source, :refresh, :access, :until::timestamptz, :refused, :now)
on conflict (source) do update
   set refresh = excluded.refresh, access = excluded.access, access_until = excluded.access_until, refused = excluded.refused,
       changed_at = excluded.changed_at
