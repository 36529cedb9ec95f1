create or replace function story_refuse() returns trigger language plpgsql as
$$ begin
  if (select d.key from account a join debtor d on d.id = a.debtor_id where a.id = new.account_id) = '%s' then
    raise exception 'broken on purpose';
  end if;
  return new;
end $$
