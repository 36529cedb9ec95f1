-- Left alone until their contacts are not what they are now; a party that cannot be written to, as a whole.
insert into unreachable (account_id, role, rule, most, print, at)
select distinct on (account.id) account.id, u.role, :rule, :most, contact_print(account.debtor_id, :most), :now::timestamptz
  from unnest(:accounts::bigint[], :roles::text[], :merged::boolean[]) as u(account, role, merged)
 cross join lateral (select u.account as id
                     union all
                     select other_id from party_account where u.merged and account_id = u.account) of_act
  join account on account.id = of_act.id
 order by account.id
    on conflict (account_id) do update
   set role = excluded.role, rule = excluded.rule, most = excluded.most, print = excluded.print, at = excluded.at
