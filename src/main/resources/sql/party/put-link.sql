insert into debtor_link (debtor_id, party, how, why, actor, at) values (:debtor, :party, :how, :why, :actor, :now)
on conflict (debtor_id) do update
   set party = excluded.party, how = excluded.how, why = excluded.why, actor = excluded.actor, at = excluded.at
