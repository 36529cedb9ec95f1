insert into debtor_word (debtor_id, party, why, actor, at) values (:debtor, :party, :why, :actor, :now)
on conflict (debtor_id) do update
   set party = excluded.party, why = excluded.why, actor = excluded.actor, at = excluded.at
