update account_state
   set last_contact = greatest(last_contact, :today::date), contacts = contacts + 1, review_on = '-infinity'
 where account_id in (select account_id from act where id = any(:acts) and not redirected)
