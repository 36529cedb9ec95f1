select distinct account.debtor_id from act join account on account.id = act.account_id
 where act.id = any(:acts) and not act.redirected
