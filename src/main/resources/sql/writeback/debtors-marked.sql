-- Whoever carries a marker or may deserve one.
select account.debtor_id from account_state state join account on account.id = state.account_id where state.marker is not null
union
select account.debtor_id from item join account on account.id = item.account_id where item.open > 0 and item.level > 0
