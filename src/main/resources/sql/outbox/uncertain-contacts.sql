-- An uncertain act counts for the minimum wait, not as a level reached.
update account_state
   set last_contact = greatest(last_contact, :today::date), review_on = '-infinity'
 where account_id in (select account_id from act where id = any(:acts) and not redirected)
