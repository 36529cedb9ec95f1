select distinct on (d.account_id) b.key || '=' || d.reason
  from decision d
  join account a on a.id = d.account_id
  join debtor b on b.id = a.debtor_id
 order by d.account_id, d.id desc
