insert into outward as o (company_id, mode, argument, actor, at) values (:company, :mode, :argument, :actor, :now)
on conflict (company_id) do update set mode = excluded.mode, argument = excluded.argument, actor = excluded.actor, at = excluded.at
 where (o.mode, o.argument) is distinct from (excluded.mode, excluded.argument)
