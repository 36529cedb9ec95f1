-- What ERPs with OAuth2 gave us; one row per source. Whoever renews it holds the row's lock until the new one is committed.
create table oauth_grant (
  source        text primary key,
  refresh       text not null,                -- a secret; the database is its only place
  access        text, access_until timestamptz,
  refused       text,                         -- why the ERP does not accept it any more: a person must authorise again
  changed_at    timestamptz not null
);
