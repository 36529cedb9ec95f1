with freed as (
  delete from step where act_id = any(:acts) and not taken
)
update account_state set review_on = '-infinity' where account_id in (select account_id from act where id = any(:acts))
