-- With those who are the same as they.
with changed as (
  select state.account_id from account_state state join account on account.id = state.account_id
   where account.company_id = :company and state.review_on = '-infinity'
)
select distinct account.debtor_id
  from (select account_id from changed
        union
        select other_id from party_account where account_id in (select account_id from changed)) told
  join account on account.id = told.account_id
