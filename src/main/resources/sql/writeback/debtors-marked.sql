-- Whoever carries a marker or may deserve one, with those who are the same as they.
with marked as (
  select account_id from account_state where marker is not null
  union
  select account_id from item where open > 0 and level > 0
)
select distinct account.debtor_id
  from (select account_id from marked
        union
        select other_id from party_account where account_id in (select account_id from marked)) told
  join account on account.id = told.account_id
