-- Left alone until their contacts are not what they are now; a party that cannot be written to, as a whole.
insert into unreachable (account_id, reaches, role, rule, most, print, at)
select distinct on (account.id, u.reaches) account.id, u.reaches, u.role, :rule, :most, contact_print(account.debtor_id, :most), :now::timestamptz
  from unnest(:accounts::bigint[], :reaches::text[], :roles::text[], :merged::boolean[]) as u(account, reaches, role, merged)
 cross join lateral (select u.account as id
                     union all
                     select other_id from party_account where u.merged and account_id = u.account) of_act
  join account on account.id = of_act.id
 order by account.id, u.reaches
    on conflict (account_id, reaches) do update
   set role = excluded.role, rule = excluded.rule, most = excluded.most, print = excluded.print, at = excluded.at
