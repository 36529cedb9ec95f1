insert into oauth_grant (source, refresh, changed_at) values (:source, :refresh, :now) on conflict (source) do nothing
