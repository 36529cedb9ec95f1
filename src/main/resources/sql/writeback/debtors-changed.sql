select distinct account.debtor_id from account_state state join account on account.id = state.account_id
 where account.company_id = :company and state.review_on = '-infinity'
