-- An act needs at least one step of its own: the others were taken by somebody else.
with bare as (
  select a.id from act a
   where a.id = any(:acts) and not a.redirected and not exists (select from step s where s.act_id = a.id)),
unlisted as (
  delete from act_item where act_id in (select id from bare))
delete from act where id in (select id from bare)
