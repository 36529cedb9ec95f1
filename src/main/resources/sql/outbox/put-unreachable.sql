-- Left alone until their contacts are not what they are now.
insert into unreachable (account_id, role, rule, most, print, at)
select u.account, u.role, :rule, :most, contact_print(account.debtor_id, :most), :now::timestamptz
  from unnest(:accounts::bigint[], :roles::text[]) as u(account, role)
  join account on account.id = u.account
    on conflict (account_id) do update
   set role = excluded.role, rule = excluded.rule, most = excluded.most, print = excluded.print, at = excluded.at
