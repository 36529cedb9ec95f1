with given as (
  select * from unnest(:names::text[], :types::text[]) as g(name, types)
), gone as (
  delete from subscriber where name not in (select name from given)
)
insert into subscriber as s (name, types)
select name, string_to_array(types, ',') from given
on conflict (name) do update set types = excluded.types, failures = 0, rests_until = '-infinity'
