insert into address_block (email, cause, at)
select lower(b.email), b.cause, :now::timestamptz from unnest(:emails::text[], :causes::text[]) as b(email, cause)
    on conflict (email) do update set cause = excluded.cause, at = excluded.at
