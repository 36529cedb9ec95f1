select distinct account.debtor_id
  from (select account_id from act where id = any(:acts) and not redirected
        union
        select party.other_id from act join party_account party on party.account_id = act.account_id
         where act.id = any(:acts) and act.merged and not act.redirected) told
  join account on account.id = told.account_id
