-- Each account of a party gets the account that speaks for all of one currency: that of the first company to which something is owed,
-- else of the first that has one; a company to which nothing is owed keeps nobody from hearing of the others.
-- All accounts of a party that changed are decided again.
with creditor as (
  select * from unnest(cast(:names as text[]), cast(:paths as text[]), cast(:ranks as int[])) as x(name, path, rank)
), member as (
  select a.id, first_value(a.id) over (party order by not exists (select from item i where i.account_id = a.id and i.open <> 0), x.rank, d.id) as lead_id, count(*) over party as accounts
    from debtor_link l
    join debtor d on d.id = l.debtor_id
    join company c on c.id = d.company_id
    join creditor x on x.path = c.source || '/' || c.key
    join account a on a.debtor_id = d.id
  window party as (partition by x.name, l.party, a.currency)
), wanted as (
  select id, lead_id from member where accounts > 1
), changed as (
  select s.account_id, s.lead_id as before, w.lead_id as after
    from account_state s
    left join wanted w on w.id = s.account_id
   where (s.lead_id is not null or s.account_id in (select id from wanted)) and s.lead_id is distinct from w.lead_id
), due as (
  select s.account_id
    from account_state s
   where s.account_id in (select account_id from changed)
      or s.lead_id in (select before from changed union select after from changed)
   order by s.account_id
     for update
)
update account_state s
   set lead_id = (select w.lead_id from wanted w where w.id = s.account_id), review_on = '-infinity'
  from due
 where s.account_id = due.account_id
